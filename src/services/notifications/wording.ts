import type { DomainEvent } from '../../events/event.js';
import { memberInvited, memberJoined } from '../../events/invitation.events.js';
import { fileUploaded, fileVersionAdded } from '../../events/file.events.js';
import { projectMemberChanged } from '../../events/project.events.js';
import type { NotificationType } from '../../shared/enums/notification.js';

/** What a notification says: each one plain line. */
export interface Wording {
  type: NotificationType;
  title: string;
  body: string;
}

/** The names that an event itself does not know. */
export interface Names {
  actor: string;
  project: string;
  organization: string;
}

/** Names, numbers and roles. */
type Facts = Readonly<Record<string, string>>;

const wordings: Readonly<Record<string, (data: Facts, names: Names) => Wording>> = {
  [fileUploaded.type]: ({ name }, { actor, project }) => ({
    type: 'FILE_UPLOADED',
    title: `${actor} uploaded the file "${name}"`,
    body: `In the project "${project}".`,
  }),
  [fileVersionAdded.type]: ({ name, number }, { actor, project }) => ({
    type: 'FILE_VERSION_ADDED',
    title: `${actor} added version ${number} of the file "${name}"`,
    body: `In the project "${project}".`,
  }),
  [memberInvited.type]: ({ role }, { actor, organization }) => ({
    type: 'INVITATION_RECEIVED',
    title: `${actor} invited you to the organization "${organization}"`,
    body: `Your role there would be: ${(role ?? '').toLowerCase()}.`,
  }),
  [memberJoined.type]: ({ role }, { actor, organization }) => ({
    type: 'MEMBER_JOINED',
    title: `${actor} joined the organization "${organization}"`,
    body: `They accepted your invitation. Their role: ${(role ?? '').toLowerCase()}.`,
  }),
  [projectMemberChanged.type]: ({ to }, { actor, project }) => ({
    type: 'PROJECT_SHARED',
    title: `${actor} added you to the project "${project}"`,
    body: `Your role there: ${(to ?? '').toLowerCase()}.`,
  }),
};

/** What to tell of an event; null when nobody is told of such events. */
export const wordingOf = (event: DomainEvent, names: Names): Wording | null =>
  wordings[event.type]?.(event.data as Facts, names) ?? null;
