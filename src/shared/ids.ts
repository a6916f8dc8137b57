import { v5, v7, validate } from 'uuid';

/** The prefix that tells in an id, as clients see it, what kind of object it names. */
export const idPrefixes = {
  User: 'usr',
  Viewer: 'viw',
  Organization: 'org',
  OrganizationMember: 'omb',
  Invitation: 'inv',
  Project: 'prj',
  ProjectMember: 'pmb',
  Folder: 'fld',
  File: 'fil',
  FileVersion: 'fiv',
  Notification: 'ntf',
  Activity: 'act',
} as const;
export type NodeType = keyof typeof idPrefixes;

const typesByPrefix = new Map(Object.entries(idPrefixes).map(([type, prefix]) => [prefix as string, type as NodeType]));

/** A new, time-ordered id (UUIDv7, RFC 9562 §5.7), as the database stores it. */
export const newId = (): string => v7();

/** The id of an effect: the same for the same cause, however often it is applied (UUIDv5, RFC 9562 §5.5). */
export const derivedId = (cause: string, effect: string): string => v5(effect, cause);

/** `usr_01931c4e-…`: an id as clients see it. */
export const encodeId = (type: NodeType, id: string): string => `${idPrefixes[type]}_${id}`;

/** The stored id of an object of that type, or null when the text names no such thing. */
export function decodeId(type: NodeType, text: string): string | null {
  const decoded = decodeAnyId(text);
  return decoded?.type === type ? decoded.id : null;
}

/** What an id names, or null when it was not made by this server. */
export function decodeAnyId(text: string): { type: NodeType; id: string } | null {
  const type = typesByPrefix.get(text.slice(0, 3));
  const id = text.slice(4);
  return type && text[3] === '_' && id.length === 36 && validate(id) ? { type, id: id.toLowerCase() } : null;
}
