/** The row with that id. */
export const found = <T>(rows: ReadonlyMap<string, T>, id: string | null): T | null =>
  id === null ? null : (rows.get(id) ?? null);

/** The row with that id, if the viewer sees it. */
export function seen<T>(rows: ReadonlyMap<string, T>, id: string | null, sees: (row: T) => boolean): T | null {
  const row = found(rows, id);
  return row && sees(row) ? row : null;
}
