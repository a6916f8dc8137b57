import { GraphQLError, GraphQLScalarType } from 'graphql';
import { UploadPart, type FileUpload } from '../../shared/file-upload.js';

const refused =
  'An Upload cannot be written as a value: send the file as a part of a GraphQL multipart request, with a variable in its place.';

/**
 * A file of a multipart request (https://github.com/jaydenseric/graphql-multipart-request-spec). The resolver gets a promise of
 * its name, declared type and stream; anything that did not come as a part is refused with a GraphQLError.
 */
export const Upload = new GraphQLScalarType<Promise<FileUpload>, never>({
  name: 'Upload',
  description:
    'The content of a file, sent as a part of a GraphQL multipart request, which needs the header `Apollo-Require-Preflight: true`. ' +
    'In the request, the variable is null and the `map` names the part. It is input only.',
  specifiedByURL: 'https://github.com/jaydenseric/graphql-multipart-request-spec',
  parseValue(value) {
    if (value instanceof UploadPart) return value.promise;
    throw new GraphQLError(refused);
  },
  parseLiteral(node) {
    throw new GraphQLError(refused, { nodes: node });
  },
  serialize() {
    throw new GraphQLError('An Upload is input only and cannot be answered.');
  },
});
