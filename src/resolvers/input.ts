import { Arg } from 'type-graphql';

/** The one argument of every mutation. */
export const Input = (type: () => new () => object): ParameterDecorator =>
  Arg('input', type, { description: 'What is to be done; the fields of its type say what each means.' }) as ParameterDecorator;
