import { fileTypeFromBuffer } from 'file-type';

/** How many of the first bytes are looked at: what `file-type` asks for. */
export const SAMPLE_BYTES = 4100;

export const UNKNOWN_TYPE = 'application/octet-stream';

/** Controls that no text holds; tab, line feed, form feed, carriage return and escape are those it may. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const CONTROLS = /[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f\u007f]/;

/**
 * The media type that bytes show by themselves, whatever anybody claims of them. Markup (HTML, SVG) has no signature:
 * it is text, and never an image.
 * @param sample the first bytes, up to SAMPLE_BYTES of them.
 * @param isWhole whether there are no more.
 */
export async function recogniseType(sample: Uint8Array, isWhole: boolean): Promise<string> {
  const recognised = await fileTypeFromBuffer(sample).catch(() => undefined);
  return recognised?.mime ?? (isText(sample, isWhole) ? 'text/plain' : UNKNOWN_TYPE);
}

function isText(sample: Uint8Array, isWhole: boolean): boolean {
  if (sample.length === 0) return false;
  try {
    // The sample may end within a character.
    return !CONTROLS.test(new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: !isWhole }));
  } catch {
    return false;
  }
}
