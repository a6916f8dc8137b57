import type { EntityManager } from '@mikro-orm/postgresql';
import { FolderEntity } from '../entities/relational/folder.entity.js';
import { decodeId } from '../shared/ids.js';
import { notFound } from '../shared/result.js';
import { lockProject, type Found, type Intent } from './lock-project.js';

/**
 * The folder with that id, as clients know it, in a project that is held as intended.
 * @param field the input field of the id: NOT_FOUND there when it is in the trash or not visible, or else FORBIDDEN.
 */
export async function findFolder(
  em: EntityManager,
  intent: Intent,
  folderId: string,
  field: string,
): Promise<Found<FolderEntity>> {
  const id = decodeId('Folder', folderId);
  if (id === null) return notFound(field);
  const place = await em.findOne(FolderEntity, id, { fields: ['projectId'], disableIdentityMap: true });
  if (!place) return notFound(field);
  const project = await lockProject(em, intent, place.projectId, field);
  if (!project.ok) return project;
  const folder = await em.findOne(FolderEntity, { id, deletedAt: null });
  return folder ? { ok: true, value: folder } : notFound(field);
}
