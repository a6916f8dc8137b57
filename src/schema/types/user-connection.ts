import { ObjectType } from 'type-graphql';
import { connectionOf, edgeOf } from './connection.js';
import { User } from './user.js';

@ObjectType({ simpleResolvers: true, description: 'A person in a list.' })
export class UserEdge extends edgeOf<User>(User, 'person') {}

@ObjectType({ simpleResolvers: true, description: 'A page of a list of people.' })
export class UserConnection extends connectionOf<User, UserEdge>(User, UserEdge, 'people') {}
