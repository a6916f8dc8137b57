import { badInput } from '../shared/errors.js';
import { decodeId, type NodeType } from '../shared/ids.js';

/** The stored id that an argument names, or null when it is absent. @throws RequestError BAD_USER_INPUT for an id of another kind. */
export function idArgument(type: NodeType, argument: string, id: string | null | undefined): string | null {
  if (id == null) return null;
  const decoded = decodeId(type, id);
  if (decoded === null) throw badInput(`\`${argument}\` is no id of this kind of object.`, { argument });
  return decoded;
}
