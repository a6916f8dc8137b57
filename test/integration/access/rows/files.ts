import { insiders, mutation, query, team, upload, type Gets, type Row } from './row.js';

const strangers = 'guest stranger';
const writers: Gets = { ok: 'owner admin member maintainer editor', FORBIDDEN: 'viewer', NOT_FOUND: strangers };
const maintainers: Gets = { ok: 'owner admin maintainer', FORBIDDEN: 'member editor viewer', NOT_FOUND: strangers };

/** Folders and files. */
export const files: Record<string, Row> = {
  folder: query(({ folder }) => `folder(id: "${folder}") { id }`, { ok: team, null: strangers }),
  file: query(({ file }) => `file(id: "${file}") { id }`, { ok: team, null: strangers }),
  files: query(({ organization }) => `files(organizationId: "${organization.id}") { totalCount }`, {
    ok: insiders,
    null: 'stranger',
  }),

  createFolder: mutation('createFolder', ({ folder }) => ({ parentId: folder, name: 'new' }), writers),
  updateFolder: mutation('updateFolder', ({ folder }) => ({ folderId: folder, name: 'new' }), writers),
  uploadFile: upload('uploadFile', ({ folder }) => ({ folderId: folder }), writers),
  uploadFileVersion: upload('uploadFileVersion', ({ file }) => ({ fileId: file }), writers),
  updateFile: mutation('updateFile', ({ file }) => ({ fileId: file, name: 'new.txt' }), writers),
  moveItems: mutation('moveItems', ({ file, folder }) => ({ itemIds: [file], targetFolderId: folder }), writers),
  deleteItems: mutation('deleteItems', ({ file }) => ({ itemIds: [file] }), maintainers),
  restoreItems: mutation('restoreItems', ({ binnedFile }) => ({ itemIds: [binnedFile] }), maintainers),
  purgeItems: mutation('purgeItems', ({ binnedFile }) => ({ itemIds: [binnedFile] }), maintainers),
  emptyTrash: mutation(
    'emptyTrash',
    ({ project }) => ({ projectId: project.id, deletedBefore: '2100-01-01T00:00:00Z' }),
    maintainers,
  ),
};
