import type { DomainEvent } from '../../events/event.js';
import { fileDeleted, fileRestored, fileUpdated } from '../../events/file.events.js';
import { folderDeleted, folderRestored, folderUpdated } from '../../events/folder.events.js';
import { isFolder, type Item } from './item.js';

const factsOf = ({ id, organizationId, projectId, name }: Item, by: string | null) => ({
  by,
  subjectId: id,
  organizationId,
  projectId,
  name,
});

/** @param renamed whether it had to take another name in its new place. */
export function itemMoved(item: Item, by: string, renamed: boolean): DomainEvent {
  const name = renamed ? ['name'] : [];
  return isFolder(item)
    ? folderUpdated({ ...factsOf(item, by), fields: ['parent', ...name] })
    : fileUpdated({ ...factsOf(item, by), fields: ['folder', ...name] });
}

export const itemDeleted = (item: Item, by: string): DomainEvent =>
  (isFolder(item) ? folderDeleted : fileDeleted)(factsOf(item, by));

/** @param by null when its time was over. */
export const itemPurged = (item: Item, by: string | null): DomainEvent =>
  (isFolder(item) ? folderDeleted : fileDeleted)({ ...factsOf(item, by), purged: true });

export const itemRestored = (item: Item, by: string): DomainEvent =>
  (isFolder(item) ? folderRestored : fileRestored)(factsOf(item, by));
