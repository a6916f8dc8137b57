import { forgetOldActivities } from '../../services/activity/forget-old-activities.js';
import { forgetEndedSessions } from '../../services/authentication/forget-ended-sessions.js';
import { deleteExpiredKeys } from '../../services/idempotency/delete-expired-keys.js';
import { purgeOldItems } from '../../services/items/purge-old-items.js';
import { purgeNextOrganization } from '../../services/organizations/purge-next-organization.js';
import { purgeNextProject } from '../../services/projects/purge-next-project.js';
import { sweepContent } from '../../services/sweep-content.js';
import { forgetOldEvents } from '../forget-old-events.js';
import { defineTask, hours, minutes, type TaskContext } from './task.js';

/** Files and folders that came into the trash 30 days ago. */
const purgeItemsTask = defineTask({
  name: 'purge-items',
  every: hours(1),
  run: async (context) => ((await purgeOldItems(context)) > 0 ? 'MORE' : undefined),
});

/** Projects that came into the trash 30 days ago, and those whose purge broke off. */
const purgeProjectsTask = defineTask({
  name: 'purge-projects',
  every: hours(1),
  run: async (context) => {
    const projectId = await purgeNextProject(context);
    if (projectId === null) return;
    context.log.info({ projectId }, 'project purged');
    return 'MORE';
  },
});

/** Organizations that were deleted 30 days ago. */
const purgeOrganizationsTask = defineTask({
  name: 'purge-organizations',
  every: hours(1),
  run: async (context) => {
    const organizationId = await purgeNextOrganization(context);
    if (organizationId === null) return;
    context.log.info({ organizationId }, 'organization purged');
    return 'MORE';
  },
});

/** Sessions that have expired or were ended, with their refresh tokens. */
const forgetSessionsTask = defineTask({
  name: 'forget-sessions',
  every: hours(1),
  run: async ({ em, clock }) => ((await forgetEndedSessions(em, clock)) ? 'MORE' : undefined),
});

/** Idempotency keys of which nobody may ask any more. */
const forgetKeysTask = defineTask({
  name: 'forget-idempotency-keys',
  every: hours(1),
  run: async ({ em, clock }) => ((await deleteExpiredKeys(em, clock)) ? 'MORE' : undefined),
});

/** What happened before that is not remembered. */
const endOfMemory = ({ clock, retentionDays }: TaskContext) => new Date(clock.now().getTime() - hours(24 * retentionDays));

/** Events of the log that are older than the retention, whatever they tell of. */
const forgetEventsTask = defineTask({
  name: 'forget-events',
  every: hours(1),
  run: async (context) => {
    const { em, log, stopping } = context;
    const { count, more, heldBy } = await forgetOldEvents(em, endOfMemory(context), stopping);
    if (count > 0) log.info({ events: count }, 'old events removed');
    if (heldBy.length > 0) log.warn({ consumers: heldBy }, 'old events are kept, since consumers have not passed them');
    return more ? 'MORE' : undefined;
  },
});

/** Lines of the activity log that are older than the retention. */
const forgetActivitiesTask = defineTask({
  name: 'forget-activities',
  every: hours(1),
  run: async (context) => {
    const { em, log, stopping } = context;
    const { count, more } = await forgetOldActivities(em, endOfMemory(context), stopping);
    if (count > 0) log.info({ activities: count }, 'old lines of the activity log removed');
    return more ? 'MORE' : undefined;
  },
});

/** Content that no row names any more. */
const sweepContentTask = defineTask({
  name: 'sweep-content',
  every: minutes(15),
  run: async (context) => ((await sweepContent(context)) ? 'MORE' : undefined),
});

/** All that is done from time to time. */
export const allTasks = [
  purgeItemsTask,
  purgeProjectsTask,
  purgeOrganizationsTask,
  forgetSessionsTask,
  forgetKeysTask,
  forgetEventsTask,
  forgetActivitiesTask,
  sweepContentTask,
];
