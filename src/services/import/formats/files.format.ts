import {
  emailField,
  fileNameField,
  folderPathField,
  mimeTypeField,
  optional,
  projectSlugField,
  sha256Field,
  sizeField,
  slugField,
} from '../fields.js';
import type { Format } from './format.js';

const hashField = optional(sha256Field);
const personField = optional(emailField);

/** `folder_ids` are ids for the folders of the path, for those of them that do not exist yet. */
export const filesFormat: Format = {
  kind: 'files',
  required: ['organizationSlug', 'projectSlug', 'name', 'mimeType', 'size'],
  optional: ['folderPath', 'sha256', 'uploadedByEmail', 'createdAt'],
  staged: {
    id: 'uuid',
    created_at: 'timestamptz(3)',
    organization_slug: 'text collate "C"',
    project_slug: 'text collate "C"',
    folder_path: 'text collate "C"',
    folder_ids: 'uuid[]',
    name: 'text collate "C"',
    mime_type: 'text',
    size: 'bigint',
    sha256: 'text',
    uploaded_by_email: 'text',
  },
  stage(row) {
    const { id, createdAt, newId } = row.made();
    const project = [row.read('organizationSlug', slugField), row.read('projectSlug', projectSlugField)];
    const folders = row.read('folderPath', folderPathField) ?? [];
    const content = [row.read('mimeType', mimeTypeField), row.read('size', sizeField), row.read('sha256', hashField)];
    const name = row.read('name', fileNameField);
    return [
      id,
      createdAt,
      ...project,
      folders.join('/'),
      folders.map(newId),
      name,
      ...content,
      row.read('uploadedByEmail', personField),
    ];
  },
};
