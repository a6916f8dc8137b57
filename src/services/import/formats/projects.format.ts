import { ProjectStatus } from '../../../shared/enums/project.js';
import { checkFileName } from '../../input-rules.js';
import { emailField, nameField, oneOf, optional, projectSlugField, slugField, textField } from '../fields.js';
import type { Format } from './format.js';

const status = oneOf(ProjectStatus);
const statusField = (text: string) => (text === '' ? 'ACTIVE' : status(text));
const descriptionField = optional(textField);
const personField = optional(emailField);

export const projectsFormat: Format = {
  kind: 'projects',
  required: ['organizationSlug', 'slug', 'name'],
  optional: ['description', 'status', 'createdByEmail', 'createdAt'],
  staged: {
    id: 'uuid',
    created_at: 'timestamptz(3)',
    root_folder_id: 'uuid',
    root_folder_name: 'text',
    organization_slug: 'text collate "C"',
    slug: 'text collate "C"',
    name: 'text',
    description: 'text',
    status: 'text',
    created_by_email: 'text',
  },
  stage(row) {
    const { id, createdAt, newId } = row.made();
    const organizationSlug = row.read('organizationSlug', slugField);
    const slug = row.read('slug', projectSlugField);
    const name = row.read('name', nameField) ?? '';
    const folderName = checkFileName('name', name) === null ? name : slug;
    const rest = [
      row.read('description', descriptionField),
      row.read('status', statusField),
      row.read('createdByEmail', personField),
    ];
    return [id, createdAt, newId(), folderName, organizationSlug, slug, name, ...rest];
  },
};
