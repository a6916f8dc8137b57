import type { ProjectRole } from '../shared/enums/project.js';
import { defineEvent } from './event.js';

interface Named {
  name: string;
}

export const projectCreated = defineEvent<Named>('project.created', { activity: 'PROJECT_CREATED', subject: 'PROJECT' });

export const projectUpdated = defineEvent<Named & { fields: string[] }>('project.updated', {
  activity: 'PROJECT_UPDATED',
  subject: 'PROJECT',
  rights: { of: 'PLACE', when: ({ fields }) => fields.includes('visibility') },
});

/** Into the trash, or with `purged` for good. */
export const projectDeleted = defineEvent<Named & { purged?: boolean }>('project.deleted', {
  activity: 'PROJECT_DELETED',
  subject: 'PROJECT',
  rights: { of: 'PLACE', lastWord: () => true },
});

export const projectRestored = defineEvent<Named>('project.restored', { activity: 'PROJECT_RESTORED', subject: 'PROJECT' });

/** Somebody was added to a project (`from` null), has another role there, was removed or left (`to` null). */
export const projectMemberChanged = defineEvent<{
  projectName: string;
  userId: string;
  from: ProjectRole | null;
  to: ProjectRole | null;
  left?: boolean;
}>('project-member.changed', {
  activity: 'PROJECT_MEMBER_CHANGED',
  subject: 'PROJECT_MEMBER',
  rights: { of: 'PERSON', lastWord: ({ to }) => to === null },
});
