import type { GraphQLError } from 'graphql';
import { buildSchema, getVariableValues, parse, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import fc from 'fast-check';
import { workTime } from '../../../test/testkit/work-time.js';
import { buildSchema as buildOwnSchema } from '../../resolvers/build-schema.js';
import { VariablesReader } from './variables-reader.js';

const schema = buildSchema(`
  enum Color { RED GREEN }
  input Shape { name: String! color: Color = RED sizes: [[Int!]!] inner: Shape }
  type Query { draw(shape: Shape, shapes: [Shape!], ids: [ID!], size: Float, count: Int, is: Boolean): ID }
`);
const operation = `query ($shape: Shape!, $shapes: [Shape!] = [{ name: "a" }], $ids: [ID!], $size: Float, $count: Int = 3, $is: Boolean, $__proto__: ID) {
  draw(shape: $shape, shapes: $shapes, ids: $ids, size: $size, count: $count, is: $is) more: draw(ids: [$__proto__])
}`;
const operationIn = (text: string) => parse(text).definitions[0] as OperationDefinitionNode;
const read = (variables: Record<string, unknown>, text = operation, of: GraphQLSchema = schema) =>
  new VariablesReader(of, operationIn(text)).read(variables);

const messages = (variables: Record<string, unknown>, text?: string) => {
  const found = read(variables, text);
  return 'coerced' in found ? [] : found.map(({ message }) => message);
};

describe('variables', () => {
  it('are read as graphql-js reads them, and refused when it refuses them', () => {
    const scalar = fc.oneof(
      fc.integer(),
      fc.double(),
      fc.string(),
      fc.boolean(),
      fc.constant(null),
      fc.constantFrom('RED', 'BLUE', '7'),
    );
    const size = fc.array(fc.oneof(scalar, fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), scalar))));
    const { shape } = fc.letrec<{ shape: unknown }>((tie) => ({
      shape: fc.record(
        {
          name: fc.oneof(fc.string(), scalar),
          color: scalar,
          sizes: fc.oneof(size, scalar),
          inner: fc.option(tie('shape'), { maxDepth: 3 }),
          other: scalar,
        },
        { requiredKeys: [] },
      ),
    }));
    const given = fc.record(
      {
        shape: fc.oneof(shape, scalar),
        shapes: fc.oneof(fc.array(shape), shape, scalar),
        ids: fc.oneof(fc.array(scalar), scalar, fc.dictionary(fc.string(), scalar)),
        size: scalar,
        count: scalar,
        is: scalar,
        ['__proto__']: scalar,
        more: scalar,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(given, (variables) => {
        const theirs = getVariableValues(schema, operationIn(operation).variableDefinitions!, variables);
        const ours = read(variables);
        if ('coerced' in ours) expect({ ...ours.coerced }).toEqual(theirs.coerced);
        else expect(placesOf(ours)).toEqual(placesOf(theirs.errors!).slice(0, 20));
      }),
      { numRuns: 300 },
    );
  });

  it('keep what the operation declares, and nothing else', () => {
    const found = read({ shape: { name: 'a' }, count: 1, junk: [[[]]] });
    expect(found).toMatchObject({
      given: { shape: { name: 'a' }, count: 1 },
      coerced: { count: 1, shapes: [{ name: 'a', color: 'RED' }] },
    });
    expect(Object.keys('given' in found ? found.given : {})).toEqual(['shape', 'count']);
  });

  it('that are wrong are told by their place and the reason, never by what else is in them', () => {
    expect(
      messages({ shape: { name: 'a', inner: { name: { secret: 1 }, colour: 'RED' } }, count: 'x', ids: ['a', { secret: 1 }] }),
    ).toEqual([
      'Variable "$shape" got an invalid value at "shape.inner.name"; String cannot represent a non string value: {}',
      'Variable "$shape" got an invalid value at "shape.inner"; Field "colour" is not defined by type "Shape". Did you mean "color"?',
      'Variable "$ids" got an invalid value at "ids[1]"; ID cannot represent value: {}',
      'Variable "$count" got an invalid value; Int cannot represent non-integer value: "x"',
    ]);
  });

  it('say of what is needed that it is missing', () => {
    expect(messages({})).toEqual(['Variable "$shape" of required type "Shape!" was not provided.']);
    expect(messages({ shape: null })).toEqual(['Variable "$shape" of non-null type "Shape!" must not be null.']);
  });
});

describe('variables of a megabyte that are wrong', () => {
  const unknown = (count: number, name = (index: number) => `k${index}`) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [name(index), 1]));
  const long = 'N'.repeat(1_000_000);
  it.each<[string, Record<string, unknown>]>([
    ['60,000 unknown keys', { shape: unknown(60_000) }],
    ['20,000 unknown keys that are nearly known', { shape: unknown(20_000, (index) => `color${index}`) }],
    ['a key of a million letters', { shape: { [long]: 1 } }],
    ['a million letters in place of a value of an enum', { shape: { name: 'a', color: long } }],
    ['a million letters in place of a number', { shape: { name: 'a' }, count: long }],
    ['an object of 60,000 keys in place of a text', { shape: { name: unknown(60_000) } }],
    ['an object of 60,000 keys in place of a value of an enum', { shape: { name: 'a', color: unknown(60_000) } }],
    ['100,000 wrong items', { shape: { name: 'a' }, ids: Array.from({ length: 100_000 }, () => ({})) }],
    ['100,000 items that are missing', { shape: { name: 'a' }, ids: Array.from({ length: 100_000 }, () => null) }],
    ['100,000 wrong items of a list in a list', { shape: { name: 'a', sizes: [Array.from({ length: 100_000 }, () => 'x')] } }],
  ])('%s: are refused within 50 ms, in 21 short errors at most', (_, variables) => {
    read({ shape: { x: 1 } });
    const began = workTime();
    const found = messages(variables);
    expect(workTime() - began).toBeLessThan(50);
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThanOrEqual(21);
    for (const message of found) expect(message.length).toBeLessThan(600);
  });

  it('end with a word on how many there are', () => {
    expect(messages({ shape: unknown(30) })).toHaveLength(21);
    expect(messages({ shape: unknown(30) }).at(-1)).toBe(
      'Too many errors processing variables, error limit reached. Execution aborted.',
    );
  });
});

describe('scalars and enums of the schema', () => {
  it('print nothing at length when they are given an object, a list or a long text', async () => {
    const own = await buildOwnSchema();
    const leaves = Object.values(own.getTypeMap()).filter((type) => 'parseValue' in type && !type.name.startsWith('__'));
    for (const { name } of leaves) {
      for (const value of [{ secret: 'x'.repeat(1_000) }, ['x'.repeat(1_000)], 'x'.repeat(500_000)]) {
        const found = read({ a: value }, `query ($a: ${name}) { __typename }`, own);
        if ('coerced' in found) continue;
        for (const { message } of found as GraphQLError[]) {
          expect(message).not.toContain('secret');
          expect(message.length).toBeLessThan(600);
        }
      }
    }
  });
});

/** Of each error the variable and the path that it names. */
const placesOf = (errors: readonly GraphQLError[]): string[] =>
  errors
    .map(({ message }) => `${/^Variable "\$(\w+)"/.exec(message)?.[1]} ${/ at "([^"]*)"; /.exec(message)?.[1] ?? ''}`)
    .filter((place) => place !== 'undefined ');
