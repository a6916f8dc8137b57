import { buildSchema, getIntrospectionQuery, parse, Kind, visit, print, type GraphQLSchema } from 'graphql';
import fc from 'fast-check';
import { documentLimits } from '../document-limits.js';
import { Documents, sha256 } from './documents.js';
import { preparer, type PreparedDocument } from './prepare-document.js';
import { TrustedOperations } from './trusted-operations.js';
import { workTime } from '../../../test/testkit/work-time.js';

const schema: GraphQLSchema = buildSchema(`
  interface Node { id: ID! }
  type PageInfo { hasNextPage: Boolean! }
  type Person implements Node { id: ID! name: String! friends(first: Int, last: Int): PersonConnection self: Person }
  type PersonEdge { cursor: String! node: Person! }
  type PersonConnection { edges: [PersonEdge!]! nodes: [Person!]! pageInfo: PageInfo! totalCount: Int }
  type Query { node(id: ID!): Node nodes(ids: [ID!]!): [Node]! me: Person people(first: Int, last: Int, ids: [ID!]): PersonConnection }
  input Names { names: [String!]!, nested: Names }
  type Named { errors: [Person!]! }
  type Mutation { signIn(password: String): Person signUp(password: String): Person name(input: Names!): Named }
  type Subscription { came: Person }
`);
for (const name of ['signIn', 'signUp']) schema.getMutationType()!.getFields()[name]!.extensions = { takesCredentials: true };
const prepare = preparer(schema, true);

function prepared(text: string): PreparedDocument {
  const made = prepare(text);
  if (!('document' in made)) throw made.errors[0]!;
  return made;
}
const price = (text: string, variables?: Record<string, unknown>) => prepared(text).price(null, variables);

/** The message of why a document is refused, which must not take long to find. */
function refusal(text: string): string | undefined {
  const began = workTime();
  const made = prepare(text);
  expect(workTime() - began).toBeLessThan(100);
  return 'document' in made ? undefined : made.errors[0]!.message;
}

describe('the price of an operation', () => {
  it.each([
    ['{ __typename }', 1],
    ['{ me { id name } }', 2],
    ['{ me { self { id } } }', 3],
    ['{ node(id: 1) { id ... on Person { self { id } } } }', 3],
    ['{ people { totalCount } }', 7],
    ['{ people { pageInfo { hasNextPage } } }', 3],
    ['{ people { nodes { id } } }', 22],
    ['{ people { edges { cursor node { id } } } }', 22],
    ['{ people(first: 5) { nodes { self { id } } } }', 12],
    ['{ people(last: 5) { nodes { id } } }', 7],
    ['{ people(first: 10) { nodes { friends(first: 10) { nodes { id } } } } }', 122],
    ['{ people(first: 99999999) { nodes { id } } }', 102],
    ['{ people(first: -5) { nodes { id } } }', 2],
    ['{ people(ids: ["a", "b"], first: 1) { nodes { id } } }', 5],
    ['{ nodes(ids: ["a", "b", "c"]) { id } }', 7],
    ['mutation { name(input: { names: ["a"], nested: { names: ["b", "c"] } }) { errors { id } } }', 25],
    ['subscription { came { id } }', 12],
  ])('%s is %d', (text, points) => {
    expect(price(text)).toBe(points);
  });

  it('depends on variables and their defaults', () => {
    const text = 'query ($first: Int = 3, $ids: [ID!]) { people(first: $first, ids: $ids) { nodes { id } } }';
    expect(price(text)).toBe(5);
    expect(price(text, { first: 50 })).toBe(52);
    expect(price(text, { first: null })).toBe(22);
    expect(price(text, { ids: ['a', 'b'] })).toBe(7);
    expect(price('query ($with: Boolean!) { me { id self @include(if: $with) { id } } }', { with: false })).toBe(2);
  });

  it('never leaves the numbers that there are, whatever the variables', () => {
    const document = prepared(
      'query ($first: Int, $ids: [ID!]!) { people(first: $first) { nodes { id } } nodes(ids: $ids) { id } }',
    );
    fc.assert(
      fc.property(fc.anything({ withBigInt: true }), fc.anything({ withNullPrototype: true }), (first, ids) => {
        const points = document.price(null, { first, ids });
        return Number.isSafeInteger(points) && points >= 1;
      }),
    );
  });

  it('counts what introspection answers, not how deep it is written', () => {
    const all = getIntrospectionQuery({
      descriptions: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      oneOf: true,
    });
    expect(price(all)).toBeGreaterThan(10);
    expect(price(all)).toBeLessThan(20_000);
    expect(price('{ __type(name: "Person") { name } }')).toBe(2);
  });

  it('is the same whether fragments are spread or written out', () => {
    fc.assert(
      fc.property(documents, fc.nat(120), fc.boolean(), (text, first, with_) => {
        const variables = { first, with: with_ };
        expect(price(writtenOut(text), variables)).toBe(price(text, variables));
      }),
    );
  });

  it('takes time linear to the document', () => {
    const chain = (length: number) =>
      `{ people { ...f0 } } ${Array.from({ length }, (_, index) =>
        index === length - 1
          ? `fragment f${index} on PersonConnection { nodes { id } }`
          : `fragment f${index} on PersonConnection { ...f${index + 1} pageInfo { hasNextPage } }`,
      ).join(' ')}`;
    const document = prepared(chain(70));
    const began = workTime();
    for (let run = 0; run < 100; run++) document.price(null, {});
    expect(workTime() - began).toBeLessThan(500);
  });
});

/** Documents of which each fragment spreads those after it. */
const documents = (() => {
  const fields = fc.constantFrom(
    'id',
    'name',
    'self { id ... on Node { id } }',
    'friends(first: $first) { totalCount nodes { id } }',
  );
  const spread = (from: number) => fc.integer({ min: from, max: 4 }).map((index) => `...f${index} @include(if: $with)`);
  const within = (from: number) =>
    fc
      .array(
        fc.oneof(
          fields,
          spread(from),
          spread(from).map((inner) => `self { ${inner} }`),
        ),
        { minLength: 1, maxLength: 4 },
      )
      .map((parts) => parts.join(' '));
  return (
    fc
      .tuple(within(1), within(2), within(3), within(4))
      .map(
        (bodies) =>
          `query ($first: Int, $with: Boolean!) { me { ...f1 ${bodies[0]} ...f2 ...f3 ...f4 } } ` +
          `${[1, 2, 3].map((index) => `fragment f${index} on Person { ${bodies[index]} }`).join(' ')} fragment f4 on Person { id self { id } }`,
      )
      // The same list under one name cannot be asked for in two ways, nor more deeply than is allowed.
      .filter((text) => 'document' in prepare(text))
  );
})();

function writtenOut(text: string): string {
  const document = parse(text);
  const bodies = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition.selectionSet] as const] : [],
    ),
  );
  const inline = (node: any): any =>
    visit(node, {
      FragmentSpread: ({ name, directives = [] }) => ({
        kind: Kind.INLINE_FRAGMENT,
        directives,
        selectionSet: inline(bodies.get(name.value)),
      }),
    });
  return print({ ...document, definitions: document.definitions.slice(0, 1).map(inline) });
}

describe('a document that would wear the server down', () => {
  const levels = (count: number) => `{ me ${'{ self '.repeat(count - 2)}{ id }${' }'.repeat(count - 2)} }`;
  const bomb = (generations: number, leaf = 'id') =>
    `{ me { ...f0 } } ${Array.from({ length: generations }, (_, index) => `fragment f${index} on Person { a: self { ...f${index + 1} } b: self { ...f${index + 1} } }`).join(' ')} fragment f${generations} on Person { ${leaf} }`;
  const flat = (generations: number) =>
    `{ me { ...f0 } } ${Array.from({ length: generations }, (_, index) => `fragment f${index} on Person { ...f${index + 1} ...f${index + 1} }`).join(' ')} fragment f${generations} on Person { id }`;

  it.each([
    ['depth', levels(60)],
    ['depth through fragments', bomb(24)],
    ['a fragment bomb of 2^24 without depth', flat(24)],
    ['aliases', `{ ${Array.from({ length: 1_000 }, (_, index) => `a${index}: me { id }`).join(' ')} }`],
    ['1,000 sign-ins', `mutation { ${Array.from({ length: 1_000 }, (_, index) => `a${index}: signIn { id }`).join(' ')} }`],
    ['two sign-ins', 'mutation { signIn { id } b: signIn { id } }'],
    ['signing in and up', 'mutation { signIn { id } signUp { id } }'],
    ['sign-ins by fragments', 'mutation { ...a ...b } fragment a on Mutation { signIn { id } } fragment b on Mutation { ...a }'],
    ['repeated fields', `{ me { ${'id '.repeat(9_990)} } }`],
    ['repeated fields of some size', `{ ${'me { self { id } } '.repeat(1_200)} }`],
    ['directives', `{ me { ${'id @skip(if: false) '.repeat(1_000)} } }`],
    ['directives in one place', `{ me { id ${'@a '.repeat(4_000)} } }`],
    [
      'directives of variables',
      `query (${Array.from({ length: 51 }, (_, index) => `$a${index}: Int @a`).join(' ')}) { me { id } }`,
    ],
    ['fields that have to be compared', `{ me { ${'self { id name } '.repeat(320)} } }`],
    ['arguments that have to be compared', `{ ${`nodes(ids: [${'1 '.repeat(90)}]) { id } `.repeat(100)} }`],
    [
      'fragments',
      `{ me { id } } ${Array.from({ length: 1_000 }, (_, index) => `fragment f${index} on Person { id }`).join(' ')}`,
    ],
    ['fields that introspection is deep in', `{ __schema { types { ${'ofType { '.repeat(60)} name ${'} '.repeat(60)} } } }`],
    [
      'introspection that goes round',
      '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }',
    ],
    ['fragments that go round', '{ me { ...a } } fragment a on Person { self { ...b } } fragment b on Person { self { ...a } }'],
    ['bytes', `{ me { id } } #${'x'.repeat(documentLimits.bytes)}`],
  ])('is refused in under 100 ms: %s', (_, text) => {
    prepare('{ me { id } }');
    expect(refusal(text)).toEqual(expect.any(String));
  });

  it('is told the limit, and how far it is over it', () => {
    expect(refusal(levels(60))).toBe('There may be at most 15 levels of fields; here are 60.');
    expect(refusal(levels(documentLimits.depth))).toBeUndefined();
    expect(refusal(levels(documentLimits.depth + 1))).toMatch(/levels/);
  });
});

describe('prepared documents', () => {
  const text = '{ me { id } }';

  it('are made once for each text', () => {
    let times = 0;
    const documents = new Documents((given) => (times++, prepare(given)), null);
    expect(documents.find({ text })).toBe(documents.find({ text }));
    expect(times).toBe(1);
  });

  it('are not put out by bad ones', () => {
    const documents = new Documents(prepare, null);
    const good = documents.find({ text });
    for (let index = 0; index < 100; index++) documents.find({ text: `{ wrong${index} } #${'x'.repeat(60_000)}` });
    expect(documents.find({ text })).toBe(good);
  });

  it('are found by their hash once they were sent with it', () => {
    const documents = new Documents(prepare, null);
    expect(documents.find({ hash: sha256(text) })).toMatchObject({
      status: 200,
      errors: [{ message: 'PersistedQueryNotFound' }],
    });
    expect(documents.find({ text, hash: sha256('other') })).toMatchObject({ status: 400 });
    expect(documents.find({ text: '{ wrong }', hash: sha256('{ wrong }') })).toMatchObject({ status: 400 });
    expect(documents.find({ hash: sha256('{ wrong }') })).toMatchObject({ status: 200 });
    const sent = documents.find({ text, hash: sha256(text) });
    expect(documents.find({ hash: sha256(text) })).toBe(sent);
  });

  it('are only those of the manifest where there is one', () => {
    const documents = new Documents(prepare, new TrustedOperations(new Map([[sha256(text), text]])));
    expect(documents.find({ hash: sha256(text) })).toMatchObject({ text });
    expect(documents.find({ text: '{me{id}}' })).toMatchObject({ text });
    for (const request of [{ text: '{ me { name } }' }, { text: '{ "' }, { hash: sha256('x') }, {}])
      expect(documents.find(request)).toMatchObject({ errors: [{ originalError: { code: 'OPERATION_NOT_TRUSTED' } }] });
  });
});
