import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { FileEntity } from '../entities/relational/file.entity.js';
import { cursorOf } from '../loaders/connection.js';
import { by } from '../loaders/relation.js';
import { fileField, fileRelations, files } from '../loaders/relations/file.relations.js';
import { PageArgs } from '../schema/args/page-args.js';
import { RootFilesArgs } from '../schema/args/root-files-args.js';
import { Disposition } from '../schema/enums/file.js';
import { UpdateFileInput } from '../schema/inputs/update-file-input.js';
import { UploadFileInput } from '../schema/inputs/upload-file-input.js';
import { Scope } from '../schema/markers/scope.js';
import { ViewerDependent } from '../schema/markers/viewer-dependent.js';
import { UpdateFilePayload } from '../schema/payloads/update-file-payload.js';
import { UploadFilePayload } from '../schema/payloads/upload-file-payload.js';
import { FileConnection } from '../schema/types/file-connection.js';
import { FileVersionConnection } from '../schema/types/file-version-connection.js';
import { FileVersion } from '../schema/types/file-version.js';
import { File } from '../schema/types/file.js';
import { Folder } from '../schema/types/folder.js';
import { Project } from '../schema/types/project.js';
import { SignedUrl } from '../schema/types/signed-url.js';
import { User } from '../schema/types/user.js';
import { updateFile } from '../services/files/update-file.js';
import { uploadFile } from '../services/files/upload-file.js';
import { downloadOf } from './download.js';
import { Input } from './input.js';
import { payload } from './payload.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => File)
export class FileResolver {
  @Scope('FILE_READ')
  @Query(() => File, { nullable: true, description: 'The file with that id; null when there is none that the viewer may see.' })
  file(
    @Arg('id', () => ID, { description: 'The id, `fil_...`.' }) id: string,
    @Ctx() { load }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<File | null> {
    return load.root(fileField, { id }, info);
  }

  @Scope('FILE_READ')
  @Query(() => FileConnection, {
    nullable: true,
    description: 'Files of an organization, from all its projects that the viewer may see. Null when the viewer is not in it.',
  })
  files(@Args(() => RootFilesArgs) args: RootFilesArgs, @Ctx() { load }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return load.many(files, null, args, info);
  }

  @FieldResolver(() => Project, { nullable: true, description: 'The project that the file belongs to.' })
  project(@Root() file: FileEntity, @Ctx() { load }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return load.one(fileRelations.project, file, info);
  }

  @FieldResolver(() => Folder, { nullable: true, description: 'The folder in which the file lies.' })
  folder(@Root() file: FileEntity, @Ctx() { load }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return load.one(fileRelations.folder, file, info);
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who uploaded the file first; null when that is not known, or the account is gone.',
  })
  uploadedBy(@Root() file: FileEntity, @Ctx() { load }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return load.one(fileRelations.uploadedBy, file, info);
  }

  @FieldResolver(() => FileVersion, {
    nullable: true,
    description: 'The version whose content the file has now; null before the first content has arrived.',
  })
  currentVersion(@Root() file: FileEntity, @Ctx() { load }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return load.one(fileRelations.currentVersion, file, info);
  }

  @FieldResolver(() => FileVersionConnection, {
    nullable: true,
    description: 'All contents that the file has had, the latest first.',
  })
  versions(
    @Root() file: FileEntity,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { load }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.many(fileRelations.versions, file, args, info);
  }

  @ViewerDependent()
  @FieldResolver(() => SignedUrl, {
    nullable: true,
    description:
      'A link to the content, good for 15 minutes for whoever holds it. Ranges are served; nothing is ever served as a page of this origin. Null before the first content has arrived.',
  })
  async download(
    @Root() file: FileEntity,
    @Arg('disposition', () => Disposition, {
      nullable: true,
      defaultValue: 'ATTACHMENT',
      description: 'Whether a browser saves the content or may show it.',
    })
    disposition: Disposition | null,
    @Ctx() context: RequestContext,
  ): Promise<SignedUrl | null> {
    const version = await context.load.one(fileRelations.currentVersion, file, ['storageKey', 'mimeType', 'size']);
    return version && downloadOf(context, file.name, version, disposition);
  }

  @Scope('FILE_WRITE')
  @Mutation(() => UploadFilePayload, {
    nullable: true,
    description:
      'Puts a small file into a folder, as a GraphQL multipart request, which needs the header `Apollo-Require-Preflight: true`.',
  })
  uploadFile(@Input(() => UploadFileInput) input: UploadFileInput, @Ctx() context: RequestContext) {
    return payload(context, uploadFile(context.signedIn.useCase, input), (file) => ({
      file,
      fileEdge: { node: file, cursor: cursorOf(by<FileEntity>('name', 'ASC'), file) },
    }));
  }

  @Scope('FILE_WRITE')
  @Mutation(() => UpdateFilePayload, {
    nullable: true,
    description: 'Changes the name or kind of a file. Its content is changed by `uploadFileVersion`.',
  })
  updateFile(@Input(() => UpdateFileInput) input: UpdateFileInput, @Ctx() context: RequestContext) {
    return payload(context, updateFile(context.signedIn.useCase, input), (file) => ({ file }));
  }
}
