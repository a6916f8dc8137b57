/** Follows the activity of a project with graphql-ws alone. */
import { follow } from './follow.ts';
import { activityEvents, activityPage, type ActivityEvents, type ActivityPage } from './operations.ts';
import { ask } from './session.ts';
import { socket } from './socket.ts';

await follow({
  read: (projectId) => ask<ActivityPage>(activityPage, { projectId }),

  async subscribe(variables, tell) {
    for await (const { data, errors } of socket.iterate<ActivityEvents>({ query: activityEvents, variables })) {
      // With errors an event is not whole: it is asked for once more, from the cursor before it.
      if (errors) throw new AggregateError(errors, errors[0]?.message);
      if (data) tell(data);
    }
  },
});
