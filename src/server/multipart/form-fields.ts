import { UploadError, UploadPart } from '../../shared/file-upload.js';
import { tooComplex } from '../json-bounds.js';
import { placeUpload } from './place-upload.js';

/** Files of one request. */
export const MAX_FILES = 10;
/** Bytes of the field `operations`. */
export const MAX_OPERATIONS_BYTES = 1024 * 1024;
/** Bytes of the field `map`, and paths in it. A file may stand for several variables. */
const MAX_MAP_BYTES = 16 * 1024;
export const MAX_PATHS = 100;

/** The operation in the field `operations`. @throws UploadError when it holds none. */
export function readOperations(text: string): object {
  return parsed('operations', text);
}

/**
 * The parts that the field `map` names, put into the operation where it says they belong.
 * @throws UploadError when it is none, or a path leads nowhere.
 */
export function readMap(text: string, operation: object): Map<string, UploadPart> {
  if (text.length > MAX_MAP_BYTES) throw new UploadError(413, `The field \`map\` may have at most ${MAX_MAP_BYTES} bytes.`);
  const entries = Object.entries(parsed('map', text));
  if (entries.length > MAX_FILES) throw tooManyFiles();
  const parts = new Map<string, UploadPart>();
  let paths = 0;
  for (const [name, places] of entries) {
    if (!Array.isArray(places) || !places.every((place) => typeof place === 'string'))
      throw new UploadError(400, 'The field `map` holds a list of paths for each file.');
    if ((paths += places.length) > MAX_PATHS)
      throw new UploadError(400, `The field \`map\` may hold at most ${MAX_PATHS} paths.`);
    const part = new UploadPart();
    parts.set(name, part);
    for (const place of places) {
      if (!placeUpload(operation, place, part))
        throw new UploadError(400, `The path ${JSON.stringify(place.slice(0, 100))} in the field \`map\` leads to no variable.`);
    }
  }
  return parts;
}

export const tooManyFiles = () => new UploadError(413, `A request may bring at most ${MAX_FILES} files.`);

function parsed(field: string, text: string): object {
  const trouble = tooComplex(Buffer.from(text));
  if (trouble !== null) throw new UploadError(400, `The field \`${field}\` cannot be read: ${trouble}`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UploadError(400, `The field \`${field}\` is no JSON.`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new UploadError(400, `The field \`${field}\` has to be one object.`);
}
