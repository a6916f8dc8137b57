import { Disposition, FileKind, FileOrderField, FileState, NameConflict } from '../../shared/enums/file.js';
import { describeEnum } from './describe-enum.js';

export { Disposition, FileKind, FileOrderField, FileState, NameConflict };

describeEnum(FileKind, 'FileKind', 'What a file is for.', {
  GENERIC: 'Any file.',
  TEST: 'A test, or its data.',
  APK: 'A package to be installed on Android.',
});

describeEnum(FileState, 'FileState', 'How far the content of a file or of a version has come.', {
  UPLOADING: 'The content has not arrived, or not all of it.',
  PROCESSING: 'The content is here and is being examined.',
  READY: 'The content can be downloaded.',
  REJECTED: 'The content was refused and cannot be downloaded.',
});

describeEnum(FileOrderField, 'FileOrderField', 'What a list of files can be ordered by.', {
  NAME: 'By name.',
  SIZE: 'By the size of the current content.',
  CREATED_AT: 'By the time of the first upload.',
  UPDATED_AT: 'By the time of the last change.',
});

describeEnum(Disposition, 'Disposition', 'What a browser does with a download.', {
  ATTACHMENT: 'Saves it under the name of the file.',
  INLINE: 'Shows it, where the type of the content can be shown safely.',
});

describeEnum(NameConflict, 'NameConflict', 'What happens when the folder holds something of the same name already.', {
  ERROR: 'The mutation answers TAKEN, and nothing changes.',
  RENAME: 'A number is added to the name, so that it becomes unique.',
});
