import { Extensions } from 'type-graphql';

/** Marks a field of a query that does more than to read, so that it is executed once, whatever comes of the rest. */
export const HasEffects = (): MethodDecorator & PropertyDecorator => Extensions({ hasEffects: true });
