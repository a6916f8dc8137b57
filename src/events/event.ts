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
  rights: RightsOption<Data> | null;
}

/** Says of a kind of event that somebody may see less after it than before: then open streams look again at who listens. */
export interface RightsOption<Data> {
  /** Whose rights: those of the person `userId` in the data, or else the subject; or of all in the project, or else organization. */
  of: 'PERSON' | 'PLACE';
  /** Whether this one changes any; each does unless told. */
  when?: (data: Data) => boolean;
  /** Whether those who lose the right to listen still hear of this one, as the last thing. */
  lastWord?: (data: Data) => boolean;
}

interface EventOptions<Data> {
  activity: ActivityType | null;
  subject: SubjectType | null;
  /** The streams of such an event; those of its organization and project unless told. */
  streams?: (facts: EventFacts) => string[];
  rights?: RightsOption<Data>;
}

const kinds = new Map<string, EventKind<never>>();

/** Declares a kind of event; what is neither subject, actor nor place of it is its data. */
export function defineEvent<Data extends object = object>(
  type: string,
  { activity, subject, streams = placesOf, rights }: EventOptions<Data>,
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
  const kind = Object.assign(make, { type, activity, rights: rights ?? null });
  kinds.set(type, kind);
  return kind;
}

/** What the activity log says of such an event; null when nothing. */
export const activityOf = (type: string): ActivityType | null => kinds.get(type)?.activity ?? null;

/** What such an event says of rights; null when nothing. */
export const rightsOptionOf = (type: string): RightsOption<never> | null => kinds.get(type)?.rights ?? null;

const placesOf = ({ organizationId, projectId }: EventFacts) => [organizationId, projectId].filter((id) => id != null);
