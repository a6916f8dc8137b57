/* eslint-disable */
import * as types from './graphql.js';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query FilePage($id: ID!, $first: Int, $after: String, $last: Int, $before: String, $orderBy: FileOrder) { project(id: $id) {\n  files(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {\n    totalCount nodes { id } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }": typeof types.FilePageDocument,
    "query NestedFiles($slug: String!) { organizationBySlug(slug: $slug) { name projects(first: 20) { nodes {\n    name files(first: 10) { nodes { name uploadedBy { name } } } } } } }": typeof types.NestedFilesDocument,
};
const documents: Documents = {
    "query FilePage($id: ID!, $first: Int, $after: String, $last: Int, $before: String, $orderBy: FileOrder) { project(id: $id) {\n  files(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {\n    totalCount nodes { id } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }": types.FilePageDocument,
    "query NestedFiles($slug: String!) { organizationBySlug(slug: $slug) { name projects(first: 20) { nodes {\n    name files(first: 10) { nodes { name uploadedBy { name } } } } } } }": types.NestedFilesDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query FilePage($id: ID!, $first: Int, $after: String, $last: Int, $before: String, $orderBy: FileOrder) { project(id: $id) {\n  files(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {\n    totalCount nodes { id } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }"): typeof import('./graphql.js').FilePageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query NestedFiles($slug: String!) { organizationBySlug(slug: $slug) { name projects(first: 20) { nodes {\n    name files(first: 10) { nodes { name uploadedBy { name } } } } } } }"): typeof import('./graphql.js').NestedFilesDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
