import {
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isUnionType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import type { FieldScope } from '../schema/markers/scope.js';
import type { AccessScope } from '../shared/enums/people.js';
import { RequestError } from '../shared/errors.js';
import type { RequestContext } from './request-context.js';

/** What a token needs once all is settled. Undefined where nothing was said: then only a token that may do everything will do. */
export type SettledScope = AccessScope | 'NONE' | undefined;

/** The scope of a field, from the extensions of the field of a schema whose scopes were settled. */
export const scopeOfField = (field: { extensions: object }): SettledScope => (field.extensions as { scope?: SettledScope }).scope;

/** Writes at every field which scope it needs: its own, else that of its type, and in a list that of what is listed. */
export function settleScopes(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || !(isObjectType(type) || isInterfaceType(type))) continue;
    const ofType = scopeOfType(type);
    for (const field of Object.values(type.getFields())) {
      field.extensions = { ...field.extensions, scope: scopeOfField(field) ?? ofType };
    }
  }
}

/** Behind an interface or a union, the scope is known when the object comes to light: from then on it is asked for. */
export function guardAbstractTypes(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    const { resolveType } = isAbstractType(type) ? type : {};
    if (!isAbstractType(type) || !resolveType) continue;
    type.resolveType = async (value, context: RequestContext, info, abstractType) => {
      const name = await resolveType(value, context, info, abstractType);
      if (name !== undefined) demandScope(context, schema, name);
      return name;
    };
  }
}

/** @throws RequestError FORBIDDEN when the token of the request may not be used for objects of that type. */
export function demandScope({ requester }: Pick<RequestContext, 'requester'>, schema: GraphQLSchema, typeName: string): void {
  const type = schema.getType(typeName);
  const scope = type && scopeOfType(type);
  if (requester.lacksScope(scope)) throw missingScopes(scope === undefined ? [] : [scope as AccessScope]);
}

/** The failure of a token that was made for less than is asked of it. */
export function missingScopes(scopes: readonly AccessScope[]): RequestError {
  const message =
    scopes.length === 0
      ? 'The token of this request may not be used for that.'
      : `The token of this request lacks the scope${scopes.length > 1 ? 's' : ''} ${scopes.join(', ')}.`;
  return new RequestError('FORBIDDEN', message, { requiredScopes: scopes });
}

function scopeOfType(type: GraphQLNamedType): SettledScope {
  if (isUnionType(type)) {
    const [scope, ...others] = new Set(type.getTypes().map(scopeOfType));
    return others.length === 0 ? scope : 'NONE';
  }
  const scope = type.extensions['scope'] as FieldScope | undefined;
  if (scope !== 'THAT_OF_ITS_NODES' || !isObjectType(type)) return scope as SettledScope;
  const { nodes, node } = type.getFields();
  const listed = nodes ?? node;
  return listed && scopeOfType(getNamedType(listed.type));
}
