import { ObjectType } from 'type-graphql';
import { connectionOf, edgeOf } from './connection.js';
import { FileVersion } from './file-version.js';

@ObjectType({ simpleResolvers: true, description: 'A version of a file in a list.' })
export class FileVersionEdge extends edgeOf<FileVersion>(FileVersion, 'version') {}

@ObjectType({ simpleResolvers: true, description: 'A page of the versions of a file.' })
export class FileVersionConnection extends connectionOf<FileVersion, FileVersionEdge>(FileVersion, FileVersionEdge, 'versions') {}
