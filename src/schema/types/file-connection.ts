import { ObjectType } from 'type-graphql';
import { connectionOf, edgeOf } from './connection.js';
import { File } from './file.js';

@ObjectType({ simpleResolvers: true, description: 'A file in a list.' })
export class FileEdge extends edgeOf<File>(File, 'file') {}

@ObjectType({ simpleResolvers: true, description: 'A page of a list of files.' })
export class FileConnection extends connectionOf<File, FileEdge>(File, FileEdge, 'files') {}
