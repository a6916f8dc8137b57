import { activityOfParent } from '../../loaders/list-stream.js';
import { recordActivities } from '../../services/activity/record-activity.js';
import type { Processor } from '../consumer.js';

/** Writes the activity log. */
export const activityProcessor: Processor = {
  name: activityOfParent.consumer,
  handle: (events, em) => recordActivities(em, events),
};
