/** What inputs of several mutations say in the same words. */
export const expectedRevision =
  'The `revision` that the caller has seen. When the object has changed since, nothing is done and the answer is CONFLICT. Not checked when absent.';
export const itemIds = 'The ids of files and folders, 1 to 100, all of one project. Either all of them are dealt with or none.';
export const notificationIds = "The ids of the viewer's notifications, 1 to 100. Either all of them are marked or none.";
export const confirmSlug = 'Its slug, typed again, so that nothing is destroyed by accident. INVALID when it is another.';
