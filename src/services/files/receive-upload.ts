import { badInput } from '../../shared/errors.js';
import { UploadError, type FileUpload } from '../../shared/file-upload.js';

/**
 * The part of a multipart request that a variable stands for, as soon as it begins to come in.
 * @throws RequestError BAD_USER_INPUT when the request brings no such part, or breaks off.
 */
export const receiveUpload = (content: Promise<FileUpload>): Promise<FileUpload> =>
  content.catch((error: unknown) => {
    throw asBadInput(error);
  });

const statusOf = (error: unknown): number => (error instanceof UploadError ? error.status : 500);

/** Whether the request was cut off since the part is longer than the server takes. */
export const isCutOff = (error: unknown): boolean => statusOf(error) === 413;

/** What the client did wrong with its request is told; everything else stays as it is. */
export const asBadInput = (error: unknown): unknown =>
  statusOf(error) < 500 ? badInput(`The upload cannot be read: ${(error as Error).message}`) : error;
