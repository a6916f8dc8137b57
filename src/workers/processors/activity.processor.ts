import { recordActivity } from '../../services/activity/record-activity.js';
import type { Processor } from '../consumer.js';

/** Writes the activity log. */
export const activityProcessor: Processor = {
  name: 'activity',
  handle: async (events, em) => {
    for (const event of events) await recordActivity(em, event, event.occurredAt);
  },
};
