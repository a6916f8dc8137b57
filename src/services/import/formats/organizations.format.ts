import { nameField, slugField } from '../fields.js';
import type { Format } from './format.js';

export const organizationsFormat: Format = {
  kind: 'organizations',
  required: ['slug', 'name'],
  optional: ['createdAt'],
  staged: { id: 'uuid', created_at: 'timestamptz(3)', slug: 'text collate "C"', name: 'text' },
  stage(row) {
    const { id, createdAt } = row.made();
    return [id, createdAt, row.read('slug', slugField), row.read('name', nameField)];
  },
};
