import { createHash } from 'node:crypto';

/**
 * The name under which a statement is prepared: a hash of its text. Processes and releases that share a connection to PostgreSQL
 * through a pooler never mean different statements by one name.
 */
export const statementName = (text: string): string => `atrium_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;

/** A statement that is prepared once per connection. */
export const named = (text: string): { name: string; text: string } => ({ name: statementName(text), text });
