import type { GraphQLResolveInfo } from 'graphql';
import type { SubjectType } from '../shared/enums/activity.js';
import { encodeId, type NodeType } from '../shared/ids.js';
import { findNode } from './node.resolver.js';
import type { RequestContext } from './request-context.js';

/** What something is about. */
interface About {
  subjectType: string | null;
  subjectId: string | null;
}

const nodeTypes: Record<SubjectType, NodeType> = {
  USER: 'User',
  ORGANIZATION: 'Organization',
  INVITATION: 'Invitation',
  ORGANIZATION_MEMBER: 'OrganizationMember',
  PROJECT: 'Project',
  PROJECT_MEMBER: 'ProjectMember',
  FOLDER: 'Folder',
  FILE: 'File',
  FILE_VERSION: 'FileVersion',
};

const nodeTypeOf = (type: string) => nodeTypes[type as SubjectType] as NodeType | undefined;

/** The subject as it is now; null when it is gone or the viewer may not see it. */
export async function subjectOf(context: RequestContext, { subjectType, subjectId }: About, info: GraphQLResolveInfo) {
  const type = subjectType === null ? undefined : nodeTypeOf(subjectType);
  return type && subjectId !== null ? findNode(context, type, subjectId, info) : null;
}

/** The subject's id as clients see it. */
export function subjectIdOf({ subjectType, subjectId }: About): string | null {
  const type = subjectType === null ? undefined : nodeTypeOf(subjectType);
  return type && subjectId !== null ? encodeId(type, subjectId) : null;
}
