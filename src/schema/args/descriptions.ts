/** What filters by text do, the same in all lists. */
export const nameQuery = 'Only those whose name or slug contains this text; capital and small letters are the same.';
export const personQuery = 'Only people whose name or username contains this text; capital and small letters are the same.';
export const fileQuery = 'Only files whose name contains this text; capital and small letters are the same.';
