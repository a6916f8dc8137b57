import type { FileVersionEntity } from '../../../../../src/entities/relational/file-version.entity.js';
import type { FileEntity } from '../../../../../src/entities/relational/file.entity.js';
import type { FolderEntity } from '../../../../../src/entities/relational/folder.entity.js';
import type { Asking } from '../asking.js';
import { found } from '../rows.js';
import { fixed, listedFiles } from './lists.js';
import type { Resolvers } from './resolver.js';

const link = (name: string, version: FileVersionEntity, disposition: 'INLINE' | 'ATTACHMENT' | null, { links }: Asking) =>
  version.storageKey === null
    ? null
    : links.sign({
        versionKey: version.storageKey,
        name,
        mimeType: version.mimeType,
        size: version.size,
        disposition: disposition ?? 'ATTACHMENT',
      });

export const folderFields: Resolvers = {
  project: ({ projectId }: FolderEntity, _, { data }) => data.projects.get(projectId),
  parent: ({ parentId }: FolderEntity, _, { data }) => found(data.folders, parentId),
  ancestors: ({ parentId }: FolderEntity, _, { data }) => {
    const way: FolderEntity[] = [];
    for (let folder = found(data.folders, parentId); folder; folder = found(data.folders, folder.parentId)) way.unshift(folder);
    return way;
  },
  folders: ({ id }: FolderEntity, args, { data }) =>
    fixed(
      'Folder.folders',
      data.foldersIn(id).filter(({ deletedAt }) => deletedAt === null),
      args,
    ),
  files: ({ id }: FolderEntity, args, { data }) => listedFiles(data.filesIn(id), args),
};

export const fileFields: Resolvers = {
  project: ({ projectId }: FileEntity, _, { data }) => data.projects.get(projectId),
  folder: ({ folderId }: FileEntity, _, { data }) => data.folders.get(folderId),
  uploadedBy: ({ uploadedById }: FileEntity, _, { data }) => found(data.users, uploadedById),
  currentVersion: ({ currentVersionId }: FileEntity, _, { data }) => found(data.fileVersions, currentVersionId),
  versions: ({ id }: FileEntity, args, { data }) => fixed('File.versions', data.versionsOf(id), args),
  download: ({ name, currentVersionId }: FileEntity, { disposition }, asking) => {
    const version = found(asking.data.fileVersions, currentVersionId);
    return version && link(name, version, disposition, asking);
  },
};

export const fileVersionFields: Resolvers = {
  file: ({ fileId }: FileVersionEntity, _, { data }) => data.files.get(fileId),
  uploadedBy: ({ uploadedById }: FileVersionEntity, _, { data }) => found(data.users, uploadedById),
  download: (version: FileVersionEntity, { disposition }, asking) =>
    link(asking.data.files.get(version.fileId)!.name, version, disposition, asking),
};
