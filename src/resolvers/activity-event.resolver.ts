import { Arg, FieldResolver, ID, Resolver, Root, Subscription } from 'type-graphql';
import { canInOrganization } from '../access/organization.policy.js';
import type { LiveEvent } from '../events/live-event.js';
import { projectById } from '../loaders/relations/project.relations.js';
import { ActivityType } from '../schema/enums/activity.js';
import { Scope } from '../schema/markers/scope.js';
import { ActivityEvent } from '../schema/types/activity-event.js';
import { Activity } from '../schema/types/activity.js';
import { activityFrom } from '../services/activity/record-activity.js';
import { idArgument } from './id-argument.js';
import { liveStream } from './live-stream.js';
import type { RequestContext } from './request-context.js';

interface StreamArguments {
  types?: ActivityType[] | null;
  after?: string | null;
}

const typesDescription = 'Only these types; all of them when absent.';
const afterDescription = 'The cursor of the last event that the client has seen: what came after it is told first.';

type Told = { activity: ReturnType<typeof activityFrom> };

const checkpoint: Told = { activity: null };

/** The activity that an event is told as, if it is one of the types that are asked for. */
const activityOf =
  ({ types }: StreamArguments) =>
  ({ event, occurredAt }: Pick<LiveEvent, 'event' | 'occurredAt'>): Told | null => {
    const activity = activityFrom(event, new Date(occurredAt));
    return activity && (types == null || types.includes(activity.type)) ? { activity } : null;
  };

@Resolver(() => ActivityEvent)
export class ActivityEventResolver {
  @Scope('ACTIVITY_READ')
  @Subscription(() => ActivityEvent, {
    description: 'All that happens in a project that the viewer may see, as it is written to the activity log.',
    subscribe: ({ args, context, info }) => {
      const { projectId, ...rest } = args as StreamArguments & { projectId: string };
      const streamId = idArgument('Project', 'projectId', projectId)!;
      return liveStream(context as RequestContext, info, {
        streamId,
        after: rest.after,
        mayListen: async ({ load }) => {
          const project = await load.find(projectById, streamId, ['organizationId']);
          return project && [project.id, project.organizationId];
        },
        checkpoint,
        tell: activityOf(rest),
      });
    },
  })
  projectActivity(
    @Root() event: ActivityEvent,
    @Arg('projectId', () => ID, { description: 'The project.' }) _projectId: string,
    @Arg('types', () => [ActivityType], { nullable: true, description: typesDescription }) _types: ActivityType[] | null,
    @Arg('after', () => String, { nullable: true, description: afterDescription }) _after: string | null,
  ): ActivityEvent {
    return event;
  }

  @Scope('ACTIVITY_READ')
  @Subscription(() => ActivityEvent, {
    description: 'All that happens in an organization, for those who have the permission READ_ACTIVITY there.',
    subscribe: ({ args, context, info }) => {
      const { organizationId, ...rest } = args as StreamArguments & { organizationId: string };
      const streamId = idArgument('Organization', 'organizationId', organizationId)!;
      return liveStream(context as RequestContext, info, {
        streamId,
        after: rest.after,
        mayListen: ({ requester }) => (canInOrganization('READ_ACTIVITY', streamId, requester) ? [streamId] : null),
        checkpoint,
        tell: activityOf(rest),
      });
    },
  })
  organizationActivity(
    @Root() event: ActivityEvent,
    @Arg('organizationId', () => ID, { description: 'The organization.' }) _organizationId: string,
    @Arg('types', () => [ActivityType], { nullable: true, description: typesDescription }) _types: ActivityType[] | null,
    @Arg('after', () => String, { nullable: true, description: afterDescription }) _after: string | null,
  ): ActivityEvent {
    return event;
  }

  @FieldResolver(() => Activity, { nullable: true, description: 'The new entry; null when the event only moves the cursor on.' })
  activity(@Root() event: { activity: Activity | null }): Activity | null {
    return event.activity;
  }
}
