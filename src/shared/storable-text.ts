/** Whether a database can keep a text, also within JSON: it has neither a zero byte nor half a surrogate pair. */
export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();
