import { Extensions } from 'type-graphql';
import type { AccessScope } from '../../shared/enums/people.js';

/** What a token needs for a field: a scope, nothing at all, or (in a list and its edges) what the objects in it need. */
export type FieldScope = AccessScope | 'NONE' | 'THAT_OF_ITS_NODES';

const scoped = new WeakSet<object>();

/**
 * Says which scope a token needs: on a type for all its fields, on a field for that field alone. Classes inherit it. Whatever says
 * nothing is refused to every token that was made for less than everything, and a test fails.
 * @throws Error on a class that inherits one: the inherited one would win, without a word.
 */
export const Scope =
  (scope: FieldScope): MethodDecorator & PropertyDecorator & ClassDecorator =>
  (target: object, member?: string | symbol, descriptor?: PropertyDescriptor) => {
    if (member === undefined) {
      if (inheritsScope(target)) throw new Error(`${(target as { name: string }).name} inherits a scope: say it at its fields.`);
      scoped.add(target);
    }
    const extend: (target: object, member?: string | symbol, descriptor?: PropertyDescriptor) => void = Extensions({
      scope,
    });
    extend(target, member, descriptor);
  };

function inheritsScope(target: object): boolean {
  const parent = Object.getPrototypeOf(target) as object | null;
  return parent !== null && (scoped.has(parent) || inheritsScope(parent));
}
