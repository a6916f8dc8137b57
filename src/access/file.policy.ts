import { FileEntity } from '../entities/relational/file.entity.js';
import type { FileVersionEntity } from '../entities/relational/file-version.entity.js';
import type { FolderEntity } from '../entities/relational/folder.entity.js';
import { ProjectEntity } from '../entities/relational/project.entity.js';
import { and, eq, exists, isNull, type Column, type Columns } from '../shared/conditions.js';
import { visibleProjects } from './project.policy.js';

/** Files and folders are seen by who sees their project. */
const inVisibleProject = (projectId: Column, alias: string) =>
  exists(ProjectEntity, alias, (project) => and(eq(project.id, projectId), visibleProjects(project)));

/** `READ` of a file, as a condition on rows. */
export const visibleFiles = (file: Columns<FileEntity>) =>
  and(isNull(file.deletedAt), inVisibleProject(file.projectId, 'file_project'));

/** `READ` of a folder, as a condition on rows. */
export const visibleFolders = (folder: Columns<FolderEntity>) =>
  and(isNull(folder.deletedAt), inVisibleProject(folder.projectId, 'folder_project'));

/** `READ` of a version, as a condition on rows: that of its file. */
export const visibleFileVersions = (version: Columns<FileVersionEntity>) =>
  exists(FileEntity, 'version_file', (file) => and(eq(file.id, version.fileId), visibleFiles(file)));
