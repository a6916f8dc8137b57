import type { DomainEvent } from './event.js';

/** An event at its place in one stream, as it is announced to who listens. It travels as JSON. */
export interface LiveEvent {
  streamId: string;
  /** Counted from 1 within the stream, without gaps. */
  position: number;
  /** ISO 8601. */
  occurredAt: string;
  event: Omit<DomainEvent, 'streams'>;
}

/** The topic on which a stream is announced. */
export const topicOf = (streamId: string): string => `atrium:stream:${streamId}`;
