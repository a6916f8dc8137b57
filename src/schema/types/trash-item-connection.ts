import { ObjectType } from 'type-graphql';
import { connectionOf, edgeOf } from './connection.js';
import { FolderItem } from './folder-item.js';

@ObjectType({ simpleResolvers: true, description: 'A file or folder in the trash of a project.' })
export class TrashItemEdge extends edgeOf<FolderItem>(FolderItem, 'file or folder') {}

@ObjectType({
  simpleResolvers: true,
  description: 'A page of the trash of a project.',
})
export class TrashItemConnection extends connectionOf<FolderItem, TrashItemEdge>(
  FolderItem,
  TrashItemEdge,
  'files and folders',
) {}
