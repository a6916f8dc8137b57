import { escaped } from '../../shared/escaped.js';

/** What a template makes of its facts. */
export interface Written {
  subject: string;
  html: string;
  text: string;
}

/** The parts of a mail, as plain texts: what they hold is escaped here and nowhere else. */
export interface Parts {
  subject: string;
  heading: string;
  paragraphs: string[];
  button: { label: string; url: string };
  /** What can be typed where the link does not work. */
  code: { label: string; value: string };
  footer: string;
}

/** Lays a mail out in HTML and in text. No pictures and no styles from elsewhere, so that reading it tells nobody. */
export function layOut({ subject, heading, paragraphs, button, code, footer }: Parts): Written {
  const [head, label, url, foot] = [heading, button.label, button.url, footer].map(escaped);
  const html = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(oneLine(subject))}</title></head>
<body style="margin:0;padding:32px 16px;background:#f3f4f6;color:#1f2937;font:16px/1.55 system-ui,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;margin:0 auto;background:#ffffff;border:1px solid #e5e7eb;border-radius:12px">
<tr><td style="padding:32px">
<h1 style="margin:0 0 16px;font-size:22px;line-height:1.3;overflow-wrap:anywhere">${head}</h1>
${paragraphs.map((paragraph) => `<p style="margin:0 0 16px;overflow-wrap:anywhere">${escaped(paragraph)}</p>`).join('\n')}
<p style="margin:24px 0"><a href="${url}" target="_blank" rel="noopener noreferrer" style="display:inline-block;padding:12px 22px;border-radius:8px;background:#1d4ed8;color:#ffffff;font-weight:600;text-decoration:none">${label}</a></p>
<p style="margin:0 0 6px;font-size:14px;color:#4b5563">${escaped(code.label)}</p>
<p style="margin:0 0 16px;padding:10px 12px;border-radius:8px;background:#f3f4f6;font:13px/1.5 ui-monospace,Menlo,Consolas,monospace;overflow-wrap:anywhere">${escaped(code.value)}</p>
<p style="margin:24px 0 0;padding-top:16px;border-top:1px solid #e5e7eb;font-size:13px;color:#6b7280">${foot}</p>
</td></tr>
</table>
</body>
</html>
`;
  const lines = [heading, ...paragraphs, `${button.label}:\n${button.url}`, `${code.label}\n${code.value}`, `-- \n${footer}`];
  return { subject: oneLine(subject), html, text: `${lines.join('\n\n')}\n` };
}

/** A name as it can stand within a line, e.g. of a header: whatever would break or hide a part of it becomes a space. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\s]+/gu, ' ').trim();
