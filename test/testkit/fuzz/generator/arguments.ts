import * as fc from 'fast-check';
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';
import { idPrefixes, type NodeType } from '../../../../src/shared/ids.js';
import { fixedOrders, orderProperties, type Order } from '../reference/orders.js';
import type { Manner, ValuePart } from './parts.js';
import type { Pool } from './pool.js';

export type Arguments = Readonly<Record<string, ValuePart>>;
type Arguing = fc.Arbitrary<Arguments>;

const PAGE_ARGUMENTS = ['first', 'after', 'last', 'before'];

/** Random arguments of the fields of a schema, drawn from a pool: most of them name something, some nothing, some are wrong. */
export class RandomArguments {
  private readonly known = new Map<string, Arguing>();
  private readonly foreignCursors: readonly string[];

  constructor(private readonly pool: Pool) {
    this.foreignCursors = pool.nodeTypes.flatMap((type) => orders.flatMap((order) => pool.cursorsOf(type, order).slice(0, 5)));
  }

  /** @param small whether pages should be, for they lie within others. */
  of(type: string, field: GraphQLField<unknown, unknown>, small: boolean): Arguing {
    const key = `${type}.${field.name} ${small}`;
    let known = this.known.get(key);
    if (!known) this.known.set(key, (known = this.make(type, field, small)));
    return known;
  }

  private make(type: string, field: GraphQLField<unknown, unknown>, small: boolean): Arguing {
    const own = field.args.filter(({ name }) => !PAGE_ARGUMENTS.includes(name) && name !== 'orderBy');
    const required = own.filter(({ type }) => isNonNullType(type)).map(({ name }) => name);
    const parts = Object.fromEntries(own.map((argument) => [argument.name, this.value(type, field, argument)]));
    const plain = fc.record(parts, { requiredKeys: required });
    if (!field.args.some(({ name }) => name === 'first')) return plain;
    return merged(sometimes(0.35, plain, fc.record({ ...pickKeys(parts, required) })), this.page(type, field, small));
  }

  private value(type: string, field: GraphQLField<unknown, unknown>, argument: GraphQLArgument): fc.Arbitrary<ValuePart> {
    return inSomeManner(this.valueOf(type, field, argument), argument.type);
  }

  private valueOf(
    type: string,
    field: GraphQLField<unknown, unknown>,
    { name, type: of }: GraphQLArgument,
  ): fc.Arbitrary<unknown> {
    const nullable = getNullableType(of);
    const answered = getNamedType(field.type).name;
    switch (name) {
      case 'id':
        return this.id(answered in idPrefixes ? [answered as NodeType] : this.pool.nodeTypes);
      case 'ids':
        return fc.oneof(
          { weight: 60, arbitrary: fc.array(this.id(this.pool.nodeTypes), { minLength: 1, maxLength: 8 }) },
          { weight: 1, arbitrary: fc.constant([]) },
          { weight: 1, arbitrary: fc.constant(Array(101).fill(this.pool.idsOf('User')[0])) },
        );
      case 'organizationId':
        return this.id(['Organization']);
      case 'slug':
        return fc.constantFrom(...(answered === 'Project' ? this.pool.projectSlugs : this.pool.organizationSlugs));
      case 'organizationSlug':
        return fc.constantFrom(...this.pool.organizationSlugs);
      case 'username':
        return fc.constantFrom(...this.pool.usernames);
      case 'token':
        return fc.constantFrom(...this.pool.invitationTokens);
      case 'query':
        return mostly(
          fc.constantFrom(...this.pool.texts),
          fc.constantFrom('', '%', '_', '\\', '%%', ' ', 'no such text', 'a\0', '\ud800'),
        );
      default:
        return this.anyOf(nullable, `${type}.${field.name}(${name}:)`);
    }
  }

  /** What says nothing of its own is drawn by its type. */
  private anyOf(type: GraphQLInputType, place: string): fc.Arbitrary<unknown> {
    if (isNonNullType(type)) return this.anyOf(type.ofType, place);
    if (isListType(type)) return fc.array(this.anyOf(type.ofType, place), { maxLength: 3 });
    if (isEnumType(type)) return fc.constantFrom(...type.getValues().map(({ name }) => name));
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields());
      return fc.record(Object.fromEntries(fields.map(({ name, type }) => [name, this.anyOf(type, place)])));
    }
    switch (type.name) {
      case 'Boolean':
        return fc.boolean();
      case 'Int':
        return fc.integer({ min: -1, max: 10 });
      case 'ID':
        return this.id(this.pool.nodeTypes);
      case 'String':
        return fc.constantFrom(...this.pool.texts);
      default:
        throw new Error(`No random values are known of ${type.name}, for ${place}.`);
    }
  }

  private id(types: readonly NodeType[]): fc.Arbitrary<string> {
    const right = fc.oneof(...types.map((type) => fc.constantFrom(...this.pool.idsOf(type))));
    const other = fc.oneof(
      ...this.pool.nodeTypes.map((type) => fc.constantFrom(...this.pool.idsOf(type))),
      fc.constantFrom(...this.pool.wrongIds),
    );
    return mostly(right, other);
  }

  /** Pages of all shapes, with cursors of this list, of others and of none; the order belongs to them. */
  private page(type: string, field: GraphQLField<unknown, unknown>, small: boolean): Arguing {
    const listed = getNamedType(field.type).name.replace(/Connection$/, '');
    const orderBy = field.args.find(({ name }) => name === 'orderBy');
    const fixed = fixedOrders[`${type}.${field.name}`];
    if (!orderBy) return this.pageIn(listed, fixed ?? { property: 'createdAt', direction: 'DESC' }, small);
    const chosen = this.choicesOf(orderBy).map(([choice, order]) =>
      merged(fc.record({ orderBy: inSomeManner(fc.constant(choice), orderBy.type) }), this.pageIn(listed, order, small)),
    );
    const { field: name, direction } = orderBy.defaultValue as { field: string; direction: Order['direction'] };
    const usual = this.pageIn(listed, { property: orderProperties[name]!, direction }, small);
    return fc.oneof(
      { weight: 16, arbitrary: usual },
      { weight: 20, arbitrary: fc.oneof(...chosen) },
      {
        weight: 1,
        arbitrary: merged(fc.constant({ orderBy: { value: null, manner: 'literal' } } as const), usual),
      },
    );
  }

  private choicesOf({ type }: GraphQLArgument): [unknown, Order][] {
    const input = getNamedType(type);
    if (!isInputObjectType(input)) throw new Error(`${input.name} is no order.`);
    const choices = getNamedType(input.getFields()['field']!.type);
    if (!isEnumType(choices)) throw new Error(`${choices.name} is no choice of orders.`);
    return choices.getValues().flatMap(({ name }) =>
      (['ASC', 'DESC'] as const).map((direction): [unknown, Order] => [
        { field: name, direction },
        { property: orderProperties[name]!, direction },
      ]),
    );
  }

  private pageIn(listed: string, order: Order, small: boolean): Arguing {
    const cursor = inSomeManner(this.cursor(listed, order), plainType);
    const count = inSomeManner(
      fc.oneof(
        { weight: 80, arbitrary: small ? fc.integer({ min: 1, max: 4 }) : fc.integer({ min: 1, max: 30 }) },
        { weight: 2, arbitrary: fc.constant(0) },
        { weight: 2, arbitrary: fc.constant(100) },
        { weight: 1, arbitrary: fc.constantFrom(-1, 101, 2 ** 31 - 1) },
      ),
      plainType,
    );
    const none = fc.constant<Arguments>({});
    return fc.oneof(
      { weight: 16, arbitrary: fc.record({ first: count }) },
      { weight: 10, arbitrary: fc.record({ last: count }) },
      { weight: 6, arbitrary: fc.record({ first: count, after: cursor }) },
      { weight: 6, arbitrary: fc.record({ last: count, before: cursor }) },
      { weight: small ? 1 : 4, arbitrary: none },
      { weight: 1, arbitrary: fc.record({ after: cursor }) },
      { weight: 1, arbitrary: fc.record({ before: cursor }) },
      { weight: 2, arbitrary: fc.record({ first: count, after: cursor, before: cursor }) },
      { weight: 1, arbitrary: fc.record({ last: count, after: cursor, before: cursor }) },
      { weight: 1, arbitrary: fc.record({ first: count, last: count, after: cursor, before: cursor }, { requiredKeys: [] }) },
    );
  }

  private cursor(listed: string, order: Order): fc.Arbitrary<string> {
    const own = this.nodesIn(listed).flatMap((type) => this.pool.cursorsOf(type, order));
    const wrong = fc.oneof(fc.constantFrom(...this.foreignCursors), fc.constantFrom(...this.pool.madeUpCursors(order)));
    return own.length === 0 ? wrong : mostly(fc.constantFrom(...own), wrong);
  }

  private nodesIn(listed: string): NodeType[] {
    return listed === 'TrashItem' ? ['File', 'Folder'] : [listed as NodeType];
  }
}

const orders: readonly Order[] = [...Object.values(orderProperties), 'deletedAt', 'number'].flatMap((property) => [
  { property, direction: 'ASC' as const },
  { property, direction: 'DESC' as const },
]);

/** Stands for types that are nullable and have no default. */
const plainType = null;

/** A value as a literal, or by a variable, given or not; and once in a while null. */
export function inSomeManner(value: fc.Arbitrary<unknown>, type: GraphQLInputType | null): fc.Arbitrary<ValuePart> {
  const required = type !== null && isNonNullType(type);
  const manners: fc.WeightedArbitrary<Manner>[] = [
    { weight: 12, arbitrary: fc.constant('literal') },
    { weight: 12, arbitrary: fc.constant('variable') },
    { weight: 2, arbitrary: fc.constant('default') },
    ...(required
      ? []
      : [
          { weight: 1, arbitrary: fc.constant<Manner>('nulled') },
          { weight: 1, arbitrary: fc.constant<Manner>('absent') },
        ]),
  ];
  const maybeNull = required ? value : fc.oneof({ weight: 60, arbitrary: value }, { weight: 1, arbitrary: fc.constant(null) });
  return fc
    .record({ value: maybeNull, manner: fc.oneof(...manners) })
    .map((part) => (canBeWritten(part.value) ? part : { ...part, manner: 'variable' as const }));
}

/** Half a surrogate pair can travel as JSON, but stands in no document. */
const canBeWritten = (value: unknown): boolean => typeof value !== 'string' || value.isWellFormed();

const mostly = <T>(usual: fc.Arbitrary<T>, unusual: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 19, arbitrary: usual }, { weight: 1, arbitrary: unusual });

const sometimes = (share: number, one: Arguing, other: Arguing): Arguing =>
  fc.oneof({ weight: 100 - share * 100, arbitrary: other }, { weight: share * 100, arbitrary: one });

const merged = (one: Arguing, other: Arguing): Arguing => fc.tuple(one, other).map(([a, b]) => ({ ...a, ...b }));

const pickKeys = <T>(record: Record<string, T>, keys: readonly string[]): Record<string, T> =>
  Object.fromEntries(keys.map((key) => [key, record[key]!]));
