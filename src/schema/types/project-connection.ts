import { ObjectType } from 'type-graphql';
import { connectionOf, edgeOf } from './connection.js';
import { Project } from './project.js';

@ObjectType({ simpleResolvers: true, description: 'A project in a list.' })
export class ProjectEdge extends edgeOf<Project>(Project, 'project') {}

@ObjectType({ simpleResolvers: true, description: 'A page of a list of projects.' })
export class ProjectConnection extends connectionOf<Project, ProjectEdge>(Project, ProjectEdge, 'projects') {}
