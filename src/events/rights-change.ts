import { rightsOptionOf, type DomainEvent, type RightsOption } from './event.js';

/** An event after which somebody may see less, as it is announced to the streams of whom it concerns. It travels as JSON. */
export interface RightsChange {
  /** ISO 8601. */
  occurredAt: string;
  event: Omit<DomainEvent, 'streams'>;
  /** Its positions in the streams that it belongs to, by their ids. */
  positions: Readonly<Record<string, number>>;
}

/** The topic on which it is announced that the rights of a person, or in a place, have changed. */
export const rightsTopicOf = (id: string): string => `atrium:rights:${id}`;

/** The person or place whose rights an event changed; null when it changed none. */
export function rightsChangedBy(event: Omit<DomainEvent, 'streams'>): string | null {
  const option = optionOf(event);
  if (!option || !(option.when?.(event.data) ?? true)) return null;
  return option.of === 'PERSON' ? personOf(event) : (event.projectId ?? event.organizationId);
}

/** Whether that listener is still to hear of an event that took their right to listen: of their own removal, and of an end for all. */
export function isLastWord(event: Omit<DomainEvent, 'streams'>, userId: string): 'TO_PERSON' | 'TO_ALL' | null {
  const option = optionOf(event);
  if (!option?.lastWord?.(event.data)) return null;
  if (option.of === 'PLACE') return 'TO_ALL';
  return personOf(event) === userId ? 'TO_PERSON' : null;
}

const optionOf = ({ type }: Pick<DomainEvent, 'type'>) => rightsOptionOf(type) as RightsOption<Record<string, unknown>> | null;

const personOf = ({ data, subjectId }: Omit<DomainEvent, 'streams'>) =>
  typeof data['userId'] === 'string' ? data['userId'] : subjectId;
