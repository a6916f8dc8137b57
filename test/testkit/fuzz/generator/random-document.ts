import * as fc from 'fast-check';
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isUnionType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import { RandomArguments } from './arguments.js';
import type { ConditionPart, SelectionPart } from './parts.js';
import type { Pool } from './pool.js';

/** Levels of fields; pages of a page are two each. */
const DEEPEST = 11;

/** Changes with each operation that is sent, so that no two answers of it are the same. */
const NEVER = ['Query.rateLimit'];

/** How often fields are chosen, in place of once: such as lead to rows. */
const weights: Readonly<Record<string, number>> = {
  nodes: 4,
  edges: 4,
  'Query.organization': 3,
  'Query.organizations': 4,
  'Query.project': 3,
  'Query.projects': 4,
  'Query.folder': 2,
  'Query.viewer': 3,
  'Query.node': 3,
  'Query.nodes': 3,
  'Query.files': 2,
};

/** Random documents that are valid for a schema, as selections that can be shrunk anywhere. */
export function randomDocument(schema: GraphQLSchema, pool: Pool): fc.Arbitrary<SelectionPart[]> {
  const documents = new RandomSelections(schema, new RandomArguments(pool));
  const query = schema.getQueryType()!;
  return fc.oneof(
    { withCrossShrink: true },
    ...[3, 5, 7, 9, DEEPEST].map((depth) => documents.of(query, depth, { minLength: 1, maxLength: 3 })),
  );
}

class RandomSelections {
  private readonly known = new Map<string, fc.Arbitrary<SelectionPart[]>>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly args: RandomArguments,
  ) {}

  /** Selections of a type, at most so many levels deep. Null when it has nothing at that depth. */
  of(type: GraphQLCompositeType, depth: number, lengths: fc.ArrayConstraints = { minLength: 1, maxLength: 3 }) {
    const key = `${type.name} ${depth} ${lengths.maxLength}`;
    let selections = this.known.get(key);
    if (!selections) this.known.set(key, (selections = fc.array(this.one(type, depth), { ...lengths, size: 'medium' })));
    return selections;
  }

  private one(type: GraphQLCompositeType, depth: number): fc.Arbitrary<SelectionPart> {
    const fields = isUnionType(type) ? [] : Object.values(type.getFields());
    const isLeaf = (field: GraphQLField<unknown, unknown>) => !isCompositeType(getNamedType(field.type));
    const weighted = (chosen: GraphQLField<unknown, unknown>[]) =>
      chosen
        .filter(({ name }) => !NEVER.includes(`${type.name}.${name}`))
        .map((field) => ({
          weight: weights[`${type.name}.${field.name}`] ?? weights[field.name] ?? 1,
          arbitrary: this.field(type, field, depth),
        }));
    const leaves = weighted(fields.filter(isLeaf));
    const branches = depth > 1 ? weighted(fields.filter((field) => !isLeaf(field))) : [];
    return fc.oneof(
      { withCrossShrink: true },
      { weight: 1, arbitrary: this.typename(type) },
      ...(leaves.length > 0 ? [{ weight: 8, arbitrary: fc.oneof(...leaves) }] : []),
      ...(branches.length > 0 ? [{ weight: leadsOn(type) ? 40 : 10, arbitrary: fc.oneof(...branches) }] : []),
      ...(depth > 1 ? [{ weight: isAbstractType(type) ? 20 : 2, arbitrary: this.fragment(type, depth) }] : []),
      { weight: 1, arbitrary: fc.nat({ max: 5 }).map((which) => ({ kind: 'repeat' as const, of: type.name, which })) },
    );
  }

  private typename({ name: of }: GraphQLCompositeType): fc.Arbitrary<SelectionPart> {
    const shape = { kind: 'field' as const, of, name: '__typename', arguments: {}, selections: null };
    return fc.record({ aliased: rarely, conditions }).map((part) => ({ ...shape, ...part }));
  }

  private field(type: GraphQLCompositeType, field: GraphQLField<unknown, unknown>, depth: number): fc.Arbitrary<SelectionPart> {
    const below = getNamedType(field.type);
    return fc
      .record({
        aliased: rarely,
        conditions,
        arguments: this.args.of(type.name, field, depth < DEEPEST - 2),
        selections: isCompositeType(below) ? this.of(below, depth - 1) : fc.constant(null),
      })
      .map((part) => ({ kind: 'field' as const, of: type.name, name: field.name, ...part }));
  }

  /** On the type itself, on an interface of it, or on what it may turn out to be. */
  private fragment(type: GraphQLCompositeType, depth: number): fc.Arbitrary<SelectionPart> {
    const others = isAbstractType(type) ? this.schema.getPossibleTypes(type) : type.getInterfaces();
    const fragmentOn = (on: GraphQLCompositeType, condition: string | null) =>
      fc
        .record({ named: condition === null ? fc.constant(false) : fc.boolean(), conditions, selections: this.of(on, depth - 1) })
        .map((part) => ({ kind: 'fragment' as const, on: condition, ...part }));
    return fc.oneof(
      { weight: 1, arbitrary: fragmentOn(type, null) },
      { weight: 2, arbitrary: fragmentOn(type, type.name) },
      ...others.map((other) => ({ weight: isAbstractType(type) ? 3 : 1, arbitrary: fragmentOn(other, other.name) })),
    );
  }
}

/** Types that are little by themselves. */
const leadsOn = ({ name }: GraphQLCompositeType): boolean => /^Query$|Connection$|Edge$/.test(name);

const rarely = fc.oneof({ weight: 14, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });

const condition: fc.Arbitrary<ConditionPart> = fc
  .record({
    directive: fc.constantFrom('include' as const, 'skip' as const),
    leavesOut: fc.constantFrom(true, false, false),
    manner: fc.constantFrom('literal' as const, 'variable' as const, 'default' as const),
  })
  .map(({ directive, leavesOut, manner }) => ({ directive, condition: { value: (directive === 'skip') === leavesOut, manner } }));

/** None as a rule; now and then one, or both. */
const conditions: fc.Arbitrary<ConditionPart[]> = fc.oneof(
  { weight: 14, arbitrary: fc.constant<ConditionPart[]>([]) },
  {
    weight: 1,
    arbitrary: fc.uniqueArray(condition, { minLength: 1, maxLength: 2, selector: ({ directive }) => directive }),
  },
);
