import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { canInProject, projectPermissions, projectRole } from '../access/project.policy.js';
import type { ProjectEntity } from '../entities/relational/project.entity.js';
import { cursorOf } from '../loaders/connection.js';
import { newestFirst } from '../loaders/relation.js';
import { projectField, projectRelations, projects, projectsBySlug } from '../loaders/relations/project.relations.js';
import { ActivityArgs } from '../schema/args/activity-args.js';
import { FilesArgs } from '../schema/args/files-args.js';
import { PageArgs } from '../schema/args/page-args.js';
import { ProjectMembersArgs } from '../schema/args/project-members-args.js';
import { RootProjectsArgs } from '../schema/args/root-projects-args.js';
import { ProjectPermission, ProjectRole } from '../schema/enums/project.js';
import { CreateProjectInput } from '../schema/inputs/create-project-input.js';
import { DeleteProjectInput } from '../schema/inputs/delete-project-input.js';
import { PurgeProjectInput } from '../schema/inputs/purge-project-input.js';
import { RestoreProjectInput } from '../schema/inputs/restore-project-input.js';
import { UpdateProjectInput } from '../schema/inputs/update-project-input.js';
import { Scope } from '../schema/markers/scope.js';
import { ViewerDependent } from '../schema/markers/viewer-dependent.js';
import { CreateProjectPayload } from '../schema/payloads/create-project-payload.js';
import { DeleteProjectPayload } from '../schema/payloads/delete-project-payload.js';
import { PurgeProjectPayload } from '../schema/payloads/purge-project-payload.js';
import { RestoreProjectPayload } from '../schema/payloads/restore-project-payload.js';
import { UpdateProjectPayload } from '../schema/payloads/update-project-payload.js';
import { ActivityConnection } from '../schema/types/activity-connection.js';
import { FileConnection } from '../schema/types/file-connection.js';
import { Folder } from '../schema/types/folder.js';
import { Organization } from '../schema/types/organization.js';
import { ProjectConnection } from '../schema/types/project-connection.js';
import { ProjectMemberConnection } from '../schema/types/project-member-connection.js';
import { Project } from '../schema/types/project.js';
import { TrashItemConnection } from '../schema/types/trash-item-connection.js';
import { User } from '../schema/types/user.js';
import { createProject } from '../services/projects/create-project.js';
import { deleteProject } from '../services/projects/delete-project.js';
import { purgeProject } from '../services/projects/purge-project.js';
import { restoreProject } from '../services/projects/restore-project.js';
import { updateProject } from '../services/projects/update-project.js';
import { encodeId } from '../shared/ids.js';
import { Input } from './input.js';
import { payload, reached } from './payload.js';
import type { RequestContext } from './request-context.js';

const withEdge = (project: ProjectEntity) => ({
  project,
  projectEdge: { node: project, cursor: cursorOf(newestFirst, project) },
});

@Resolver(() => Project)
export class ProjectResolver {
  @Scope('PROJECT_READ')
  @Query(() => Project, {
    nullable: true,
    description: 'The project with that id; null when there is none that the viewer may see.',
  })
  project(
    @Arg('id', () => ID, { description: 'The id, `prj_...`.' }) id: string,
    @Ctx() { load }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Project | null> {
    return load.root(projectField, { id }, info);
  }

  @Scope('PROJECT_READ')
  @Query(() => Project, {
    nullable: true,
    description: 'The project with those slugs; null when there is none that the viewer may see.',
  })
  projectBySlug(
    @Arg('organizationSlug', () => String, { description: 'The slug of its organization.' }) organizationSlug: string,
    @Arg('slug', () => String, { description: 'The slug of the project.' }) slug: string,
    @Ctx() { load }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Project | null> {
    return load.first(projectsBySlug, { organizationSlug, slug }, info);
  }

  @Scope('PROJECT_READ')
  @Query(() => ProjectConnection, {
    nullable: true,
    description: 'Projects of all organizations of the viewer, or of one. Null when nobody is signed in.',
  })
  projects(
    @Args(() => RootProjectsArgs) args: RootProjectsArgs,
    @Ctx() { load }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.many(projects, null, args, info);
  }

  @FieldResolver(() => Organization, { description: 'The organization that the project belongs to.' })
  organization(@Root() project: ProjectEntity, @Ctx() { load }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return load.one(projectRelations.organization, project, info);
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who created the project; null when it was imported without a name, or the account is gone.',
  })
  createdBy(@Root() project: ProjectEntity, @Ctx() { load }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return load.one(projectRelations.createdBy, project, info);
  }

  @ViewerDependent()
  @FieldResolver(() => ProjectRole, {
    nullable: true,
    description: 'What the viewer is here, by the project or by the organization, whichever is more.',
  })
  viewerRole(@Root() project: ProjectEntity, @Ctx() { requester }: RequestContext) {
    return projectRole(project, requester);
  }

  @ViewerDependent()
  @FieldResolver(() => [ProjectPermission], { description: 'All that the viewer may do with the project.' })
  viewerPermissions(@Root() project: ProjectEntity, @Ctx() { requester }: RequestContext) {
    return projectPermissions(project, requester);
  }

  @FieldResolver(() => ProjectMemberConnection, {
    nullable: true,
    description: 'The people who were added to the project, the latest first.',
  })
  members(
    @Root() project: ProjectEntity,
    @Args(() => ProjectMembersArgs) args: ProjectMembersArgs,
    @Ctx() { load }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.many(projectRelations.members, project, args, info);
  }

  @FieldResolver(() => Folder, { description: 'The folder in which all others lie. It cannot be renamed, moved or deleted.' })
  rootFolder(@Root() project: ProjectEntity, @Ctx() { load }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return load.one(projectRelations.rootFolder, project, info);
  }

  @FieldResolver(() => FileConnection, {
    nullable: true,
    description: 'All files of the project, in whichever folder, without those in the trash.',
  })
  files(
    @Root() project: ProjectEntity,
    @Args(() => FilesArgs) args: FilesArgs,
    @Ctx() { load }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.many(projectRelations.files, project, args, info);
  }

  @ViewerDependent()
  @FieldResolver(() => TrashItemConnection, {
    nullable: true,
    description:
      'Files and folders in the trash, those that were put there last first. What a deleted folder took along is not listed apart. Null without the permission DELETE_FILES.',
  })
  async trash(
    @Root() project: ProjectEntity,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { load, requester }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return canInProject('DELETE_FILES', project, requester) ? load.trash(project.id, args, info) : null;
  }

  @ViewerDependent()
  @FieldResolver(() => ActivityConnection, { nullable: true, description: 'What was done in the project, the latest first.' })
  activity(
    @Root() project: ProjectEntity,
    @Args(() => ActivityArgs) args: ActivityArgs,
    @Ctx() { load }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.many(projectRelations.activity, project, args, info);
  }

  @Scope('PROJECT_WRITE')
  @Mutation(() => CreateProjectPayload, {
    nullable: true,
    description: 'Creates a project, of which the viewer becomes a maintainer.',
  })
  createProject(@Input(() => CreateProjectInput) input: CreateProjectInput, @Ctx() context: RequestContext) {
    return payload(context, createProject(context.signedIn.useCase, input), withEdge, 'again');
  }

  @Scope('PROJECT_WRITE')
  @Mutation(() => UpdateProjectPayload, { nullable: true, description: 'Changes a project.' })
  updateProject(@Input(() => UpdateProjectInput) input: UpdateProjectInput, @Ctx() context: RequestContext) {
    return payload(context, updateProject(context.signedIn.useCase, input), (project) => ({ project }));
  }

  @Scope('PROJECT_WRITE')
  @Mutation(() => DeleteProjectPayload, {
    nullable: true,
    description: 'Puts a project into the trash, from where it can be restored for 30 days; then it is purged.',
  })
  deleteProject(@Input(() => DeleteProjectInput) input: DeleteProjectInput, @Ctx() context: RequestContext) {
    return payload(context, deleteProject(context.signedIn.useCase, input), (project) => ({
      deletedProjectId: encodeId('Project', project.id),
      organization: reached(projectRelations.organization, project),
    }));
  }

  @Scope('PROJECT_WRITE')
  @Mutation(() => RestoreProjectPayload, { nullable: true, description: 'Brings a project back from the trash.' })
  restoreProject(@Input(() => RestoreProjectInput) input: RestoreProjectInput, @Ctx() context: RequestContext) {
    return payload(context, restoreProject(context.signedIn.useCase, input), withEdge);
  }

  @Scope('PROJECT_WRITE')
  @Mutation(() => PurgeProjectPayload, {
    nullable: true,
    description: 'Deletes a project in the trash for good, with all its folders, files and versions and their bytes.',
  })
  purgeProject(@Input(() => PurgeProjectInput) input: PurgeProjectInput, @Ctx() context: RequestContext) {
    return payload(
      context,
      purgeProject(context.signedIn.useCase, input),
      (project) => ({
        purgedProjectId: encodeId('Project', project.id),
        organization: reached(projectRelations.organization, project),
      }),
      'again',
    );
  }
}
