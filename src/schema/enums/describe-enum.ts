import { registerEnumType } from 'type-graphql';

/** Registers an enum under a name of the schema. Each of its values needs a description: one that is forgotten does not compile. */
export function describeEnum<T extends object>(
  values: T,
  name: string,
  description: string,
  each: Record<keyof T, string>,
): void {
  const described = Object.entries<string>(each).map(([value, text]) => [value, { description: text }] as const);
  const valuesConfig = Object.fromEntries(described) as Record<keyof T, { description: string }>;
  registerEnumType(values, { name, description, valuesConfig });
}
