import { getNamedType, isInterfaceType, isIntrospectionType, isObjectType, type GraphQLField, type GraphQLSchema } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import { columnsOf } from '../../src/shared/conditions.js';
import { buildSchema } from '../../src/resolvers/build-schema.js';
import * as documentRelations from '../../src/loaders/relations/document.relations.js';
import * as fileRelations from '../../src/loaders/relations/file.relations.js';
import * as invitationRelations from '../../src/loaders/relations/invitation.relations.js';
import * as organizationRelations from '../../src/loaders/relations/organization.relations.js';
import * as projectRelations from '../../src/loaders/relations/project.relations.js';
import * as userRelations from '../../src/loaders/relations/user.relations.js';
import type { Relation } from '../../src/loaders/relation.js';
import { scopeOfField } from '../../src/resolvers/scopes.js';
import { Scope } from '../../src/schema/markers/scope.js';
import { MutationPayload } from '../../src/schema/types/mutation-payload.js';
import { AccessScope } from '../../src/shared/enums/people.js';

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await buildSchema();
});

interface Place {
  type: string;
  name: string;
  field: GraphQLField<unknown, unknown>;
  /** Whether it, or its whole type, is marked. */
  marked: boolean;
}

function fields(): Place[] {
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    !isIntrospectionType(type) && (isObjectType(type) || isInterfaceType(type))
      ? Object.values(type.getFields()).map((field) => ({
          type: type.name,
          name: field.name,
          field,
          marked: (field.extensions['viewerDependent'] ?? type.extensions['viewerDependent']) === true,
        }))
      : [],
  );
}

const named = (places: Place[]) => places.map(({ type, name }) => `${type}.${name}`);
const roots = ['Query', 'Mutation', 'Subscription'];

describe('the scopes of the schema', () => {
  it('are known of every field', () => {
    const unknown = fields().filter(({ field }) => scopeOfField(field) === undefined);
    expect(named(unknown)).toEqual([]);
  });

  it('are those of the enum, or none', () => {
    const strange = fields().filter(({ field }) => !['NONE', ...Object.keys(AccessScope)].includes(scopeOfField(field)!));
    expect(named(strange)).toEqual([]);
  });

  it('are given to each field of the roots apart; few need none', () => {
    const free = fields().filter(({ type, field }) => roots.includes(type) && scopeOfField(field) === 'NONE');
    expect(named(free)).toEqual([
      'Query.node',
      'Query.nodes',
      'Query.invitationPreview',
      'Query.rateLimit',
      'Query.viewer',
      'Mutation.signUp',
      'Mutation.signIn',
      'Mutation.refreshSession',
      'Mutation.signOut',
    ]);
  });

  it('are to write for what changes, and to read for the rest', () => {
    const wrong = fields().filter(({ type, field }) => {
      const scope = scopeOfField(field);
      if (scope === 'NONE' || scope === 'ADMIN') return false;
      return (type === 'Mutation') !== scope!.endsWith('_WRITE');
    });
    expect(named(wrong)).toEqual([]);
  });

  it('cannot be said anew by a class that inherits one', () => {
    expect(() => Scope('ADMIN')(class extends MutationPayload {} as never)).toThrow(/inherits a scope/);
  });

  it('of a list are those of what it lists', () => {
    const scopeAt = (type: string, name: string) => {
      const found = schema.getType(type);
      return isObjectType(found) ? scopeOfField(found.getFields()[name]!) : undefined;
    };
    expect(scopeAt('ProjectConnection', 'totalCount')).toBe('PROJECT_READ');
    expect(scopeAt('OrganizationEdge', 'cursor')).toBe('ORGANIZATION_READ');
    expect(scopeAt('TrashItemConnection', 'nodes')).toBe('FILE_READ');
    expect(scopeAt('CreateProjectPayload', 'userErrors')).toBe('NONE');
    expect(scopeAt('ActivityEvent', 'activity')).toBe('ACTIVITY_READ');
  });
});

describe('what may be shown for a while without asking again', () => {
  it('is of a version of a file what never changes, and the way there', () => {
    const kept = fields().filter(({ field }) => field.extensions['maxAge'] !== undefined);
    const version = ['id', 'number', 'mimeType', 'size', 'sha256', 'createdAt'].map((name) => `FileVersion.${name}`);
    expect(named(kept).sort()).toEqual([...version, 'Query.node', 'Query.nodes'].sort());
  });
});

describe('what depends on who asks', () => {
  const unmarked = (looks: (place: Place) => boolean) =>
    named(fields().filter((place) => !roots.includes(place.type) && looks(place) && !place.marked));

  it('is marked when its name says so', () => {
    // A payload and an event are made for one person alone; the type `Viewer` itself is marked.
    expect(unmarked(({ name, field }) => /^viewer/.test(name) && getNamedType(field.type).name !== 'Viewer')).toEqual([]);
  });

  it('is marked when it is an address, or a link that is a right', () => {
    const isPersonal = ({ type, name, field }: Place) =>
      (type === 'User' && name === 'email') || getNamedType(field.type).name === 'SignedUrl';
    expect(unmarked(isPersonal)).toEqual([]);
  });

  it('is marked when its resolver looks at who asks', () => {
    const looks = new Set(
      getMetadataStorage().fieldResolvers.flatMap(({ target, methodName, getObjectType }) => {
        const method = (target as { prototype?: Record<string, unknown> }).prototype?.[methodName];
        if (typeof method !== 'function' || !/\b(requester|links|signedIn)\b/.test(String(method))) return [];
        return [`${(getObjectType!() as { name: string }).name}.${methodName}`];
      }),
    );
    expect(looks.size).toBeGreaterThan(5);
    expect(unmarked(({ type, name }) => looks.has(`${type}.${name}`))).toEqual([]);
  });

  it('is marked when it leads to rows that not everybody who gets there sees', () => {
    const personal = new Set(
      [documentRelations, fileRelations, invitationRelations, organizationRelations, projectRelations, userRelations]
        .flatMap((module) => Object.values(module) as Record<string, Relation | undefined>[])
        .flatMap((declared) => Object.values(declared))
        .filter(
          (relation): relation is Relation => ['one', 'many'].includes(relation?.kind as string) && relation?.source !== null,
        )
        .filter((relation) =>
          [relation.visible, relation.kind === 'many' ? relation.when : null].some(
            (condition) =>
              condition !== 'inherited' &&
              JSON.stringify(condition?.(columnsOf(relation.target, 'r')) ?? null).includes('"viewer.'),
          ),
        )
        .map(({ name }) => name.replace('Entity', '')),
    );
    expect(personal).toContain('Organization.projects');
    expect(unmarked(({ type, name }) => personal.has(`${type}.${name}`))).toEqual([]);
  });
});
