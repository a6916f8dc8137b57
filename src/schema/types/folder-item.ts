import { createUnionType } from 'type-graphql';
import { File } from './file.js';
import { Folder } from './folder.js';
import { typeNameOf } from './type-name.js';

export type FolderItem = File | Folder;

export const FolderItem = createUnionType({
  name: 'FolderItem',
  description: 'What can lie in a folder, be moved, and be put into the trash. Kinds may be added over time.',
  types: () => [File, Folder] as const,
  resolveType: typeNameOf,
});
