import type { EntityManager } from '@mikro-orm/postgresql';
import { FileEntity } from '../entities/relational/file.entity.js';
import { FolderEntity } from '../entities/relational/folder.entity.js';
import type { NamedKind } from './free-name.js';

/** Which of these names files or folders have that lie in a folder, the trash aside. */
export async function takenNames(
  em: EntityManager,
  kind: NamedKind,
  folderId: string,
  names: readonly string[],
): Promise<Set<string>> {
  const name = { $in: [...new Set(names)] };
  const rows =
    kind === 'FILE'
      ? await em.find(FileEntity, { folderId, deletedAt: null, name }, { fields: ['name'], disableIdentityMap: true })
      : await em.find(
          FolderEntity,
          { parentId: folderId, deletedAt: null, name },
          { fields: ['name'], disableIdentityMap: true },
        );
  return new Set(rows.map((row) => row.name));
}
