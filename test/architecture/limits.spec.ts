import { readFileSync } from 'node:fs';
import { isInputObjectType, getNamedType } from 'graphql';
import { readEnvironment } from '../../src/config/environment.js';
import { buildSchema } from '../../src/resolvers/build-schema.js';
import { documentLimits } from '../../src/server/document-limits.js';
import { LIST_SIZE, prices } from '../../src/server/documents/prices.js';
import { MAX_DEPTH, MAX_VALUES } from '../../src/server/json-bounds.js';
import { LARGE } from '../../src/server/large-requests.js';
import { MAX_FILES, MAX_PATHS } from '../../src/server/multipart/form-fields.js';
import { MAX_CONNECTIONS } from '../../src/server/tally.js';
import { MAX_OPERATIONS } from '../../src/server/socket-protocol.js';
import { MOST_ERRORS } from '../../src/server/variables/problems.js';

const page = readFileSync('docs/limits.md', 'utf8');

describe('the page on limits', () => {
  it('has every limit of documents', () => {
    for (const [limit, maximum] of Object.entries(documentLimits)) expect(page).toContain(`| \`${limit}\` | ${maximum} |`);
  });

  it('has every price', () => {
    const rows: Record<keyof typeof prices, string> = {
      operation: `an operation | ${prices.operation} |`,
      object: `an object | ${prices.object} |`,
      count: `\`totalCount\` | ${prices.count} |`,
      mutation: `a mutation | ${prices.mutation} |`,
      subscription: `a subscription, once, when it starts | ${prices.subscription} |`,
      listedItem: `an item of a list that you send | ${prices.listedItem} |`,
      schemaObject: `an object of the schema, in introspection | ${prices.schemaObject} |`,
      kibibyte: `each KiB of a request, or of a message over a socket, beyond the first ${LARGE / 1024}; the files of an upload are free | ${prices.kibibyte} |`,
      refusal: `an operation that is refused | ${prices.refusal}, and 1 for each KiB`,
    };
    for (const row of Object.values(rows)) expect(page).toContain(`| ${row}`);
    expect(page).toContain(`| an event of a subscription | ${prices.operation}, and what is selected of it; shared by all`);
    expect(page).toContain(`Other lists count as ${LIST_SIZE} long`);
  });

  it('has what can be set, and what sockets may hold', () => {
    const { limits } = readEnvironment({});
    expect(page).toContain(`| one operation | ${limits.operationCost} |`);
    expect(page).toContain(`nobody is signed in, a minute | ${limits.budget} |`);
    expect(page).toContain(`| to sign in to one account from one address | ${limits.signInsPerAccount} |`);
    expect(page).toContain(`| to sign in from one address | ${limits.signInsPerAddress} |`);
    expect(page).toContain(`| to sign up from one address | ${limits.signUpsPerAddress} |`);
    expect(page).toContain(`at most ${MAX_OPERATIONS} operations at a time`);
    expect(page).toContain(`| ${MAX_DEPTH} levels |`);
    expect(page).toContain(`| ${MAX_VALUES} | lists, objects, names and values`);
    expect(page).toContain(`| ${MAX_FILES} files, ${MAX_PATHS} paths |`);
    expect(page).toContain(`each of at most ${MOST_ERRORS} errors`);
    expect(page).toContain(`at most ${MAX_CONNECTIONS} sockets and event streams`);
  });
});

describe('a mutation that takes a password or a code', () => {
  it('is marked, so that it runs at most once in an operation', async () => {
    const mutations = Object.values((await buildSchema()).getMutationType()!.getFields());
    const takeSecrets = mutations.filter(({ args }) =>
      args.some(({ type }) => {
        const input = getNamedType(type);
        return (
          isInputObjectType(input) && Object.keys(input.getFields()).some((name) => /^(current|new)?password$|^code$/i.test(name))
        );
      }),
    );
    const marked = mutations.filter(({ extensions }) => extensions['takesCredentials'] === true);
    expect(takeSecrets.map(({ name }) => name)).toEqual(expect.arrayContaining(['signUp', 'signIn']));
    expect(marked).toEqual(expect.arrayContaining(takeSecrets));
  });
});
