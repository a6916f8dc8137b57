import { usernamesFor } from '../../username.js';
import { emailField, nameField } from '../fields.js';
import type { Format } from './format.js';

/** `usernames` are what a new person may be called, the nicest first. */
export const usersFormat: Format = {
  kind: 'users',
  required: ['email', 'name'],
  optional: ['createdAt'],
  staged: { id: 'uuid', created_at: 'timestamptz(3)', email: 'text', usernames: 'text[]', name: 'text' },
  stage(row) {
    const { id, createdAt } = row.made();
    const email = row.read('email', emailField);
    return [id, createdAt, email, usernamesFor(email ?? ''), row.read('name', nameField)];
  },
};
