import { ObjectType } from 'type-graphql';
import { connectionOf, edgeOf } from './connection.js';
import { Folder } from './folder.js';

@ObjectType({ simpleResolvers: true, description: 'A folder in a list.' })
export class FolderEdge extends edgeOf<Folder>(Folder, 'folder') {}

@ObjectType({ simpleResolvers: true, description: 'A page of a list of folders.' })
export class FolderConnection extends connectionOf<Folder, FolderEdge>(Folder, FolderEdge, 'folders') {}
