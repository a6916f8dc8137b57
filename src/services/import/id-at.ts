import { v7 } from 'uuid';

/** A new id that sorts by the time of its row (UUIDv7, RFC 9562 §5.7). @param time milliseconds since 1970, not before. */
export const idAt = (time: number): string => v7({ msecs: time });
