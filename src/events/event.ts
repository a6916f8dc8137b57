import type { ActivityType, SubjectType } from '../shared/enums/activity.js';
import { newId } from '../shared/ids.js';

/** Something that happened, as it is written to the outbox: plain facts, no entities, never a secret. */
export interface DomainEvent {
  id: string;
  /** Its name, e.g. `file.uploaded`. */
  type: string;
  organizationId: string | null;
  projectId: string | null;
  /** Who did it; null when nobody is known to have. */
  actorId: string | null;
  subjectType: SubjectType | null;
  subjectId: string | null;
  /** The streams it belongs to: ids of organizations, projects and people. */
  streams: string[];
  data: Record<string, unknown>;
}

/** What every event says, beside its own data. */
export interface EventFacts {
  by: string | null;
  subjectId: string;
  organizationId?: string | null;
  projectId?: string | null;
}

/** A kind of event: called with the facts it makes one. */
export interface EventKind<Data extends object> {
  (facts: EventFacts & Data): DomainEvent;
  type: string;
  /** What the activity log says of it; null when it is not told there. */
  activity: ActivityType | null;
}

interface EventOptions {
  activity: ActivityType | null;
  subject: SubjectType | null;
  /** The streams of such an event; those of its organization and project unless told. */
  streams?: (facts: EventFacts) => string[];
}

const kinds = new Map<string, EventKind<never>>();

/** Declares a kind of event; what is neither subject, actor nor place of it is its data. */
export function defineEvent<Data extends object = object>(
  type: string,
  { activity, subject, streams = placesOf }: EventOptions,
): EventKind<Data> {
  const make = (all: EventFacts & Data): DomainEvent => {
    const { by, subjectId, organizationId = null, projectId = null, ...data } = all;
    return {
      id: newId(),
      type,
      organizationId,
      projectId,
      actorId: by,
      subjectType: subject,
      subjectId,
      streams: streams(all),
      data,
    };
  };
  const kind = Object.assign(make, { type, activity });
  kinds.set(type, kind);
  return kind;
}

/** What the activity log says of such an event; null when nothing. */
export const activityOf = (type: string): ActivityType | null => kinds.get(type)?.activity ?? null;

const placesOf = ({ organizationId, projectId }: EventFacts) => [organizationId, projectId].filter((id) => id != null);
