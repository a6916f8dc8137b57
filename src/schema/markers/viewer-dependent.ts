import { Extensions } from 'type-graphql';

/**
 * Marks a field, or all fields of a type, whose value depends on who asks: it must never be kept or shared beyond the answer it was
 * made for. Fields of the roots are all of that kind and carry no marker.
 */
export const ViewerDependent = (): MethodDecorator & PropertyDecorator & ClassDecorator => Extensions({ viewerDependent: true });
