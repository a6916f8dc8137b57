import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { FolderEntity } from '../entities/relational/folder.entity.js';
import { cursorOf } from '../loaders/connection.js';
import { by } from '../loaders/relation.js';
import { folderField, folderRelations } from '../loaders/relations/file.relations.js';
import { FolderFilesArgs } from '../schema/args/folder-files-args.js';
import { PageArgs } from '../schema/args/page-args.js';
import { CreateFolderInput } from '../schema/inputs/create-folder-input.js';
import { UpdateFolderInput } from '../schema/inputs/update-folder-input.js';
import { Scope } from '../schema/markers/scope.js';
import { CreateFolderPayload } from '../schema/payloads/create-folder-payload.js';
import { UpdateFolderPayload } from '../schema/payloads/update-folder-payload.js';
import { FileConnection } from '../schema/types/file-connection.js';
import { FolderConnection } from '../schema/types/folder-connection.js';
import { Folder } from '../schema/types/folder.js';
import { Project } from '../schema/types/project.js';
import { createFolder } from '../services/folders/create-folder.js';
import { updateFolder } from '../services/folders/update-folder.js';
import { Input } from './input.js';
import { payload } from './payload.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => Folder)
export class FolderResolver {
  @Scope('FILE_READ')
  @Query(() => Folder, {
    nullable: true,
    description: 'The folder with that id; null when there is none that the viewer may see.',
  })
  folder(
    @Arg('id', () => ID, { description: 'The id, `fld_...`.' }) id: string,
    @Ctx() { load }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Folder | null> {
    return load.root(folderField, { id }, info);
  }

  @FieldResolver(() => Project, { description: 'The project that the folder belongs to.' })
  project(@Root() folder: FolderEntity, @Ctx() { load }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return load.one(folderRelations.project, folder, info);
  }

  @FieldResolver(() => Folder, {
    nullable: true,
    description: "The folder in which this one lies; null for a project's root folder.",
  })
  parent(@Root() folder: FolderEntity, @Ctx() { load }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return load.one(folderRelations.parent, folder, info);
  }

  @FieldResolver(() => [Folder], {
    description: 'The way here: from the root folder down to the parent. Empty for the root folder.',
  })
  ancestors(@Root() folder: FolderEntity, @Ctx() { load }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return load.ancestors(folder, info);
  }

  @FieldResolver(() => FolderConnection, { nullable: true, description: 'The folders that lie in this one, by name.' })
  folders(
    @Root() folder: FolderEntity,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { load }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.many(folderRelations.folders, folder, args, info);
  }

  @FieldResolver(() => FileConnection, {
    nullable: true,
    description: 'The files that lie in this folder, not those in folders below.',
  })
  files(
    @Root() folder: FolderEntity,
    @Args(() => FolderFilesArgs) args: FolderFilesArgs,
    @Ctx() { load }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.many(folderRelations.files, folder, args, info);
  }

  @Scope('FILE_WRITE')
  @Mutation(() => CreateFolderPayload, { nullable: true, description: 'Creates a folder in another.' })
  createFolder(@Input(() => CreateFolderInput) input: CreateFolderInput, @Ctx() context: RequestContext) {
    return payload(context, createFolder(context.signedIn.useCase, input), (folder) => ({
      folder,
      folderEdge: { node: folder, cursor: cursorOf(by<FolderEntity>('name', 'ASC'), folder) },
    }));
  }

  @Scope('FILE_WRITE')
  @Mutation(() => UpdateFolderPayload, { nullable: true, description: 'Renames a folder.' })
  updateFolder(@Input(() => UpdateFolderInput) input: UpdateFolderInput, @Ctx() context: RequestContext) {
    return payload(context, updateFolder(context.signedIn.useCase, input), (folder) => ({ folder }));
  }
}
