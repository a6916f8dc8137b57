import { projectPermissions } from '../../../../../src/access/project.policy.js';
import type { ProjectMemberEntity } from '../../../../../src/entities/relational/project-member.entity.js';
import type { ProjectEntity } from '../../../../../src/entities/relational/project.entity.js';
import { is, searching } from '../filters.js';
import { found } from '../rows.js';
import { activitiesIn, fixed, listedFiles } from './lists.js';
import { requesterOf } from './requester-of.js';
import type { Resolvers } from './resolver.js';

export const projectFields: Resolvers = {
  organization: (project: ProjectEntity, _, { data }) => data.organizations.get(project.organizationId),
  createdBy: ({ createdById }: ProjectEntity, _, { data }) => found(data.users, createdById),
  viewerRole: (project: ProjectEntity, _, { rights }) => rights.projectRole(project),
  viewerPermissions: (project: ProjectEntity, _, asking) => projectPermissions(project, requesterOf(asking)),
  rootFolder: ({ id }: ProjectEntity, _, { data }) => data.foldersOf(id).find(({ parentId }) => parentId === null),
  members: ({ id }: ProjectEntity, args, { data }) => {
    const contains = searching(args.query);
    const members = data.addedTo(id).filter((member) => {
      const { name, username } = data.users.get(member.userId)!;
      return is(member.role, args.role) && contains(name, username);
    });
    return fixed('Project.members', members, args);
  },
  files: ({ id }: ProjectEntity, args, { data }) => listedFiles(data.filesOf(id), args),
  trash: (project: ProjectEntity, args, { data, rights }) => {
    if (rights.projectRole(project) !== 'MAINTAINER') return null;
    const items = [
      ...data.filesOf(project.id).map((file) => ({ ...file, __typename: 'File' })),
      ...data.foldersOf(project.id).map((folder) => ({ ...folder, __typename: 'Folder' })),
    ];
    return fixed(
      'Project.trash',
      items.filter(({ deletedAt, deletedWithId }) => deletedAt !== null && deletedWithId === null),
      args,
    );
  },
  activity: ({ id }: ProjectEntity, args, asking, selects) => {
    const { data, rights } = asking;
    const all = data.tables.activities.filter((activity) => activity.projectId === id && rights.sees.activity(activity));
    return activitiesIn('Project.activity', id, all, args, asking, selects);
  },
};

export const projectMemberFields: Resolvers = {
  joinedAt: ({ createdAt }: ProjectMemberEntity) => createdAt,
  project: ({ projectId }: ProjectMemberEntity, _, { data }) => data.projects.get(projectId),
  user: ({ userId }: ProjectMemberEntity, _, { data }) => data.users.get(userId),
};
