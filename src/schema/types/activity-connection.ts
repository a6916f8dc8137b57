import { ObjectType } from 'type-graphql';
import { Activity } from './activity.js';
import { connectionOf, edgeOf } from './connection.js';

@ObjectType({ simpleResolvers: true, description: 'An entry of the activity log in a list.' })
export class ActivityEdge extends edgeOf<Activity>(Activity, 'entry') {}

@ObjectType({ simpleResolvers: true, description: 'A page of the activity log.' })
export class ActivityConnection extends connectionOf<Activity, ActivityEdge>(Activity, ActivityEdge, 'entries') {}
