import type { Disposition } from '../shared/enums/file.js';
import type { LinkedContent } from '../storage/signed-links.js';

const MEDIA_TYPE = /^[a-z0-9][\w.+-]*\/[a-z0-9][\w.+-]*(; ?[\w-]+=[\w.+-]+)*$/i;

/** What a browser shows without running anything in it. SVG, HTML, XML and PDF can script. */
const SHOWN = /^(image\/(png|apng|jpeg|gif|webp|avif|bmp|x-icon)|text\/plain|(audio|video)\/[a-z0-9.+-]+)$/;

/** The headers under which content is served, so that it never is a page of this origin: shown, saved or refused, but not run. */
export function contentHeaders({ name, mimeType, disposition }: LinkedContent): Record<string, string> {
  const type = MEDIA_TYPE.test(mimeType) ? mimeType : 'application/octet-stream';
  const essence = type.split(';')[0]!.toLowerCase();
  const shown = disposition === 'INLINE' && SHOWN.test(essence);
  return {
    'content-type': essence === 'text/plain' ? 'text/plain; charset=utf-8' : type,
    'content-disposition': contentDisposition(shown ? 'INLINE' : 'ATTACHMENT', name),
    'content-security-policy': "sandbox; default-src 'none'",
    // Who has a link may use it; pictures and players stand in pages of other sites than this one.
    'cross-origin-resource-policy': shown ? 'cross-origin' : 'same-site',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}

/** RFC 6266: the name in ASCII for old clients, and as it is, encoded by RFC 8187. Nothing in a name can end the header. */
export function contentDisposition(disposition: Disposition, name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%/]/gu, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, percentEncoded);
  return `${disposition.toLowerCase()}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

const percentEncoded = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
