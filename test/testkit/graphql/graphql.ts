/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** The order of a list of files. */
export type FileOrder = {
  /** Which way the list runs. */
  direction: OrderDirection;
  /** What to order by. Equal values are ordered by id. */
  field: FileOrderField;
};

/** What a list of files can be ordered by. */
export type FileOrderField =
  /** By the time of the first upload. */
  | 'CREATED_AT'
  /** By name. */
  | 'NAME'
  /** By the size of the current content. */
  | 'SIZE'
  /** By the time of the last change. */
  | 'UPDATED_AT';

/** Which way a list runs. */
export type OrderDirection =
  /** From the least to the greatest: names from A to Z, the oldest first, the smallest first. */
  | 'ASC'
  /** From the greatest to the least: names from Z to A, the newest first, the largest first. */
  | 'DESC';

export type FilePageQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  orderBy?: FileOrder | null | undefined;
}>;


export type FilePageQuery = { project: { files: { totalCount: number | null, nodes: Array<{ id: string }>, edges: Array<{ cursor: string, node: { id: string } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } | null } | null };

export type NestedFilesQueryVariables = Exact<{
  slug: string;
}>;


export type NestedFilesQuery = { organizationBySlug: { name: string, projects: { nodes: Array<{ name: string, files: { nodes: Array<{ name: string, uploadedBy: { name: string } | null }> } | null }> } | null } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const FilePageDocument = new TypedDocumentString(`
    query FilePage($id: ID!, $first: Int, $after: String, $last: Int, $before: String, $orderBy: FileOrder) {
  project(id: $id) {
    files(
      first: $first
      after: $after
      last: $last
      before: $before
      orderBy: $orderBy
    ) {
      totalCount
      nodes {
        id
      }
      edges {
        cursor
        node {
          id
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FilePageQuery, FilePageQueryVariables>;
export const NestedFilesDocument = new TypedDocumentString(`
    query NestedFiles($slug: String!) {
  organizationBySlug(slug: $slug) {
    name
    projects(first: 20) {
      nodes {
        name
        files(first: 10) {
          nodes {
            name
            uploadedBy {
              name
            }
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<NestedFilesQuery, NestedFilesQueryVariables>;