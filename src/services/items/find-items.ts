import type { EntityManager } from '@mikro-orm/postgresql';
import { canInProject } from '../../access/project.policy.js';
import { FileEntity } from '../../entities/relational/file.entity.js';
import { FolderEntity } from '../../entities/relational/folder.entity.js';
import { ProjectEntity } from '../../entities/relational/project.entity.js';
import type { Requester } from '../../shared/requester.js';
import { failed, notFound, userError, type UserError } from '../../shared/result.js';
import { checkCount, errorsOf } from '../input-rules.js';
import { lockProject, type Found, type Intent } from '../lock-project.js';
import type { Item } from './item.js';
import { readItemIds, type NamedItem } from './named-items.js';

/** Files and folders of one project, in the order in which they were named, each once. */
export interface FoundItems {
  project: ProjectEntity;
  items: Item[];
  /** The input field that named an item, e.g. `itemIds.3`. */
  fieldOf: (item: Item) => string;
}

/**
 * What the ids, as clients know them, name, in a project that is then held as intended. Errors stand at the item at fault:
 * NOT_FOUND for what is not visible, INVALID for what is of another project than the first, or not in the trash where it should.
 */
export async function findItems(
  em: EntityManager,
  intent: Intent,
  itemIds: readonly string[],
  where: 'LIVING' | 'TRASH',
): Promise<Found<FoundItems>> {
  const miscounted = errorsOf(checkCount('itemIds', itemIds));
  if (miscounted.length > 0) return failed(...miscounted);

  const { named, errors } = readItemIds(itemIds);
  const projects = await visibleProjectsOf(em, intent.requester, named);
  errors.push(...named.filter((item) => !projects.has(item)).flatMap(({ field }) => notFound(field).errors));
  if (errors.length > 0) return failed(...errors);

  const projectId = projects.get(named[0]!)!;
  const foreign = named.filter((item) => projects.get(item) !== projectId);
  if (foreign.length > 0)
    return failed(...foreign.map(({ field }) => userError('INVALID', field, 'It is of another project than the first.')));

  const project = await lockProject(em, intent, projectId, 'itemIds');
  if (!project.ok) return project;
  const rows = await rowsOf(em, named);
  const misplaced = named.flatMap((item) => stateErrors(rows.get(item.id), item.field, where));
  if (misplaced.length > 0) return failed(...misplaced);

  const fields = new Map(named.map(({ id, field }) => [rows.get(id)!, field]));
  return { ok: true, value: { project: project.value, items: [...fields.keys()], fieldOf: (item) => fields.get(item)! } };
}

function stateErrors(item: Item | undefined, field: string, where: 'LIVING' | 'TRASH'): UserError[] {
  if (!item || (where === 'LIVING' && item.deletedAt !== null)) return notFound(field).errors;
  return where === 'TRASH' && item.deletedAt === null ? [userError('INVALID', field, 'It is not in the trash.')] : [];
}

const idsAmong = (named: readonly NamedItem[], type: NamedItem['type']) => ({
  $in: named.filter((item) => item.type === type).map(({ id }) => id),
});

async function rowsOf(em: EntityManager, named: readonly NamedItem[]): Promise<Map<string, Item>> {
  const folders = await em.find(FolderEntity, { id: idsAmong(named, 'Folder') });
  const files = await em.find(FileEntity, { id: idsAmong(named, 'File') });
  return new Map([...folders, ...files].map((item) => [item.id, item]));
}

/** The id of the project of each, of those in projects that the requester sees. */
async function visibleProjectsOf(
  em: EntityManager,
  requester: Requester,
  named: readonly NamedItem[],
): Promise<Map<NamedItem, string>> {
  const options = { fields: ['projectId'], disableIdentityMap: true } as const;
  const folders = await em.find(FolderEntity, { id: idsAmong(named, 'Folder') }, options);
  const files = await em.find(FileEntity, { id: idsAmong(named, 'File') }, options);
  const placesByType = {
    Folder: new Map(folders.map(({ id, projectId }) => [id, projectId])),
    File: new Map(files.map(({ id, projectId }) => [id, projectId])),
  };
  const projectIds = new Set([...placesByType.Folder.values(), ...placesByType.File.values()]);
  const projects = await em.find(ProjectEntity, { id: { $in: [...projectIds] }, deletedAt: null });
  const visible = new Set(projects.filter((project) => canInProject('READ', project, requester)).map(({ id }) => id));
  const placed = named.map((item) => [item, placesByType[item.type].get(item.id)] as const);
  return new Map(placed.filter((pair): pair is [NamedItem, string] => pair[1] !== undefined && visible.has(pair[1])));
}
