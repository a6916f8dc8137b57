const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A text as it stands in HTML, also within an attribute in quotes. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character]!);
