import type { EntityManager } from '@mikro-orm/postgresql';
import { FileEntity } from '../../entities/relational/file.entity.js';
import { decodeId } from '../../shared/ids.js';
import { notFound } from '../../shared/result.js';
import { lockProject, type Found, type Intent } from '../lock-project.js';

/**
 * The file with that id, as clients know it, in a project that is held as intended.
 * NOT_FOUND on `fileId` when it is in the trash or not visible, or else FORBIDDEN.
 */
export async function findFile(em: EntityManager, intent: Intent, fileId: string): Promise<Found<FileEntity>> {
  const id = decodeId('File', fileId);
  if (id === null) return notFound('fileId');
  const place = await em.findOne(FileEntity, id, { fields: ['projectId'], disableIdentityMap: true });
  if (!place) return notFound('fileId');
  const project = await lockProject(em, intent, place.projectId, 'fileId');
  if (!project.ok) return project;
  const file = await em.findOne(FileEntity, { id, deletedAt: null });
  return file ? { ok: true, value: file } : notFound('fileId');
}
