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
    "\n  query FilePage($id: ID!, $first: Int, $after: String, $last: Int, $before: String, $orderBy: FileOrder) {\n    project(id: $id) {\n      files(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {\n        totalCount\n        nodes {\n          id\n        }\n        edges {\n          cursor\n          node {\n            id\n          }\n        }\n        pageInfo {\n          hasNextPage\n          hasPreviousPage\n          startCursor\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.FilePageDocument,
    "\n    query NestedFiles($slug: String!) {\n      organizationBySlug(slug: $slug) {\n        name\n        projects(first: 20) {\n          nodes {\n            name\n            files(first: 10) {\n              nodes {\n                name\n                uploadedBy {\n                  name\n                }\n              }\n            }\n          }\n        }\n      }\n    }\n  ": typeof types.NestedFilesDocument,
};
const documents: Documents = {
    "\n  query FilePage($id: ID!, $first: Int, $after: String, $last: Int, $before: String, $orderBy: FileOrder) {\n    project(id: $id) {\n      files(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {\n        totalCount\n        nodes {\n          id\n        }\n        edges {\n          cursor\n          node {\n            id\n          }\n        }\n        pageInfo {\n          hasNextPage\n          hasPreviousPage\n          startCursor\n          endCursor\n        }\n      }\n    }\n  }\n": types.FilePageDocument,
    "\n    query NestedFiles($slug: String!) {\n      organizationBySlug(slug: $slug) {\n        name\n        projects(first: 20) {\n          nodes {\n            name\n            files(first: 10) {\n              nodes {\n                name\n                uploadedBy {\n                  name\n                }\n              }\n            }\n          }\n        }\n      }\n    }\n  ": types.NestedFilesDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FilePage($id: ID!, $first: Int, $after: String, $last: Int, $before: String, $orderBy: FileOrder) {\n    project(id: $id) {\n      files(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {\n        totalCount\n        nodes {\n          id\n        }\n        edges {\n          cursor\n          node {\n            id\n          }\n        }\n        pageInfo {\n          hasNextPage\n          hasPreviousPage\n          startCursor\n          endCursor\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.js').FilePageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n    query NestedFiles($slug: String!) {\n      organizationBySlug(slug: $slug) {\n        name\n        projects(first: 20) {\n          nodes {\n            name\n            files(first: 10) {\n              nodes {\n                name\n                uploadedBy {\n                  name\n                }\n              }\n            }\n          }\n        }\n      }\n    }\n  "): typeof import('./graphql.js').NestedFilesDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
