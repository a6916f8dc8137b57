/** Values for some properties of an entity. Null is for those that can be cleared, which the use case has checked. */
type Changes<T> = { [K in keyof T]?: T[K] | null | undefined };

/** Writes the values that are given (not undefined) and differ. @returns the names of the properties that changed. */
export function applyChanges<T extends object>(entity: T, changes: Changes<T>): string[] {
  const differing = Object.entries(changes).filter(
    ([property, value]) => value !== undefined && value !== entity[property as keyof T],
  );
  Object.assign(entity, Object.fromEntries(differing));
  return differing.map(([property]) => property);
}

/** Whether the caller has seen another revision than the present one; never when they name none. */
export const isStale = ({ revision }: { revision: number }, expectedRevision: number | null | undefined): boolean =>
  expectedRevision != null && expectedRevision !== revision;
