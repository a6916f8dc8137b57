import { visibleFiles, visibleFileVersions, visibleFolders } from '../../access/file.policy.js';
import { FileVersionEntity } from '../../entities/relational/file-version.entity.js';
import { FileEntity } from '../../entities/relational/file.entity.js';
import { FolderEntity } from '../../entities/relational/folder.entity.js';
import { ProjectEntity } from '../../entities/relational/project.entity.js';
import { UserEntity } from '../../entities/relational/user.entity.js';
import { contains, eq, isNull, type Columns, type Parameter } from '../../shared/conditions.js';
import { viewer } from '../../shared/requester.js';
import { by, chosenBy, inherited, lookup, relations, rootList, rootOne, toMany, toOne } from '../relation.js';

export const fileOrders = chosenBy<FileEntity>({ NAME: 'name', SIZE: 'size', CREATED_AT: 'createdAt', UPDATED_AT: 'updatedAt' });

export const fileFilters = {
  kind: (file: Columns<FileEntity>, kind: Parameter) => eq(file.kind, kind),
  query: (file: Columns<FileEntity>, query: Parameter) => contains(file.name, query),
};

/** What can be reached from a file, and how. */
export const fileRelations = relations(
  FileEntity,
  {
    project: toOne(ProjectEntity, 'projectId'),
    folder: toOne(FolderEntity, 'folderId'),
    uploadedBy: toOne(UserEntity, 'uploadedById'),
    currentVersion: toOne(FileVersionEntity, 'currentVersionId'),
    versions: toMany(FileVersionEntity, 'fileId', { visible: inherited, order: by<FileVersionEntity>('number', 'DESC') }),
  },
  { download: ['currentVersionId', 'name', 'mimeType'] },
);

/** What can be reached from a version. */
export const fileVersionRelations = relations(
  FileVersionEntity,
  { file: toOne(FileEntity, 'fileId'), uploadedBy: toOne(UserEntity, 'uploadedById') },
  { download: ['storageKey', 'mimeType', 'size', 'fileId'] },
);

/** What can be reached from a folder, and how. */
export const folderRelations = relations(
  FolderEntity,
  {
    project: toOne(ProjectEntity, 'projectId'),
    parent: toOne(FolderEntity, 'parentId'),
    folders: toMany(FolderEntity, 'parentId', {
      visible: inherited,
      where: (folder) => isNull(folder.deletedAt),
      order: by<FolderEntity>('name', 'ASC'),
    }),
    files: toMany(FileEntity, 'folderId', {
      visible: inherited,
      where: (file) => isNull(file.deletedAt),
      filters: fileFilters,
      order: fileOrders,
    }),
  },
  { ancestors: ['parentId'] },
);

export const fileById = lookup(FileEntity, 'id', visibleFiles);
export const fileField = rootOne('file', fileById, { argument: 'id', id: 'File' });
export const folderById = lookup(FolderEntity, 'id', visibleFolders);
export const folderField = rootOne('folder', folderById, { argument: 'id', id: 'Folder' });
export const fileVersionById = lookup(FileVersionEntity, 'id', visibleFileVersions);

/** Files of one organization, from all projects that the viewer sees. */
export const files = rootList('files', FileEntity, {
  visible: visibleFiles,
  ids: { organizationId: 'Organization' },
  within: { argument: 'organizationId', values: viewer.memberships },
  filters: { organizationId: (file, organizationId) => eq(file.organizationId, organizationId), ...fileFilters },
  order: fileOrders,
});
