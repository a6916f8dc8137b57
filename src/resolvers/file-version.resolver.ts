import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { FileVersionEntity } from '../entities/relational/file-version.entity.js';
import { fileVersionRelations } from '../loaders/relations/file.relations.js';
import { Disposition } from '../schema/enums/file.js';
import { UploadFileVersionInput } from '../schema/inputs/upload-file-version-input.js';
import { Scope } from '../schema/markers/scope.js';
import { ViewerDependent } from '../schema/markers/viewer-dependent.js';
import { UploadFileVersionPayload } from '../schema/payloads/upload-file-version-payload.js';
import { FileVersion } from '../schema/types/file-version.js';
import { File } from '../schema/types/file.js';
import { SignedUrl } from '../schema/types/signed-url.js';
import { User } from '../schema/types/user.js';
import { uploadFileVersion } from '../services/files/upload-file-version.js';
import { downloadOf } from './download.js';
import { Input } from './input.js';
import { payload } from './payload.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => FileVersion)
export class FileVersionResolver {
  @FieldResolver(() => File, { description: 'The file.' })
  file(@Root() version: FileVersionEntity, @Ctx() { load }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return load.one(fileVersionRelations.file, version, info);
  }

  @FieldResolver(() => User, { nullable: true, description: 'Who uploaded this content; null when the account is gone.' })
  uploadedBy(@Root() version: FileVersionEntity, @Ctx() { load }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return load.one(fileVersionRelations.uploadedBy, version, info);
  }

  @ViewerDependent()
  @FieldResolver(() => SignedUrl, {
    nullable: true,
    description: 'A link to this content, good for 15 minutes for whoever holds it.',
  })
  async download(
    @Root() version: FileVersionEntity,
    @Arg('disposition', () => Disposition, {
      nullable: true,
      defaultValue: 'ATTACHMENT',
      description: 'Whether a browser saves the content or may show it.',
    })
    disposition: Disposition | null,
    @Ctx() context: RequestContext,
  ): Promise<SignedUrl | null> {
    const file = await context.load.one(fileVersionRelations.file, version, ['name']);
    return file && downloadOf(context, file.name, version, disposition);
  }

  @Scope('FILE_WRITE')
  @Mutation(() => UploadFileVersionPayload, {
    nullable: true,
    description:
      'Gives a file new content, which becomes its current version. The first content of an imported file arrives this way, too.',
  })
  uploadFileVersion(@Input(() => UploadFileVersionInput) input: UploadFileVersionInput, @Ctx() context: RequestContext) {
    return payload(context, uploadFileVersion(context.signedIn.useCase, input), (changed) => changed);
  }
}
