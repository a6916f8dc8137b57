import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, ID, Info, Resolver, Root } from 'type-graphql';
import type { ActivityEntity } from '../entities/documents/activity.entity.js';
import { activityRelations } from '../loaders/relations/document.relations.js';
import { ViewerDependent } from '../schema/markers/viewer-dependent.js';
import { JSONObject } from '../schema/scalars/json-object.js';
import { Activity } from '../schema/types/activity.js';
import { Actor } from '../schema/types/actor.js';
import { Node } from '../schema/types/node.js';
import { Organization } from '../schema/types/organization.js';
import { Project } from '../schema/types/project.js';
import { summaryOf } from '../services/activity/summary.js';
import { encodeId } from '../shared/ids.js';
import { actorOf } from './actor.js';
import type { RequestContext } from './request-context.js';
import { subjectIdOf, subjectOf } from './subject.js';

/** What of an activity's data names a person. */
const people = ['userId', 'invitedById'];

@Resolver(() => Activity)
export class ActivityResolver {
  @FieldResolver(() => String, { description: 'What was done in one line, for people; it serves for every type.' })
  summary(@Root() activity: ActivityEntity) {
    return summaryOf(activity);
  }

  @FieldResolver(() => JSONObject, {
    description: 'Details that depend on the type, e.g. the names of what it is about. Empty when there are none.',
  })
  data(@Root() { data }: ActivityEntity) {
    const ids = people.filter((field) => typeof data[field] === 'string');
    return { ...data, ...Object.fromEntries(ids.map((field) => [field, encodeId('User', data[field] as string)])) };
  }

  @FieldResolver(() => Actor, { nullable: true, description: 'Who did it; null when that is not known, or the account is gone.' })
  actor(@Root() activity: ActivityEntity, @Ctx() { load }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return actorOf(load.one(activityRelations.actor, activity, info));
  }

  @ViewerDependent()
  @FieldResolver(() => Organization, {
    nullable: true,
    description: 'The organization in which it was done, if the viewer is in it.',
  })
  organization(@Root() activity: ActivityEntity, @Ctx() { load }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return load.one(activityRelations.organization, activity, info);
  }

  @ViewerDependent()
  @FieldResolver(() => Project, { nullable: true, description: 'The project in which it was done, if the viewer may see it.' })
  project(@Root() activity: ActivityEntity, @Ctx() { load }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return load.one(activityRelations.project, activity, info);
  }

  @ViewerDependent()
  @FieldResolver(() => Node, {
    nullable: true,
    description: 'What it was done to, as it is now; null once it is gone, when only the id is left.',
  })
  subject(@Root() activity: ActivityEntity, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return subjectOf(context, activity, info);
  }

  @FieldResolver(() => ID, { nullable: true, description: 'The id of what it was done to.' })
  subjectId(@Root() activity: ActivityEntity) {
    return subjectIdOf(activity);
  }
}
