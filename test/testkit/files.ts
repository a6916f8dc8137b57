import { FileEntity } from '../../src/entities/relational/file.entity.js';
import { newId } from '../../src/shared/ids.js';
import type { TestApp } from './app.js';
import type { BuiltOrganization, BuiltProject, Person } from './world.js';

export interface FileFacts {
  name?: string;
  size?: number;
  createdAt?: Date;
}

/** Files with metadata only, written past the API. @returns their stored ids. */
export async function addFiles(
  { app }: TestApp,
  organization: BuiltOrganization,
  project: BuiltProject,
  uploadedBy: Person,
  facts: FileFacts[],
): Promise<string[]> {
  const { em } = app.database;
  const ids = facts.map(({ name, size = 1, createdAt = new Date() }, index) => {
    const id = newId();
    em.create(
      FileEntity,
      {
        id,
        organizationId: organization.storedId,
        projectId: project.storedId,
        folderId: project.rootFolderId.slice(4),
        name: name ?? `file-${index}-${id}`,
        kind: 'GENERIC',
        state: 'UPLOADING',
        mimeType: 'text/plain',
        size,
        uploadedById: uploadedBy.storedId,
        createdAt,
        updatedAt: createdAt,
        revision: 1,
      },
      { persist: true },
    );
    return id;
  });
  await em.flush();
  return ids;
}
