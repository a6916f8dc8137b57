import { Readable } from 'node:stream';
import type { App } from '../../app.js';
import { Argon2Passwords } from '../../auth/argon2-passwords.js';
import { FolderEntity } from '../../entities/relational/folder.entity.js';
import { OrganizationMemberEntity } from '../../entities/relational/organization-member.entity.js';
import { UserEntity } from '../../entities/relational/user.entity.js';
import { createUser } from '../../services/authentication/create-user.js';
import { uploadFile } from '../../services/files/upload-file.js';
import { createFolder } from '../../services/folders/create-folder.js';
import { inviteMember } from '../../services/invitations/invite-member.js';
import { createOrganization } from '../../services/organizations/create-organization.js';
import { createProject } from '../../services/projects/create-project.js';
import type { UseCase } from '../../services/use-case.js';
import { systemClock } from '../../shared/clock.js';
import type { OrganizationRole } from '../../shared/enums/organization.js';
import { AccessScope } from '../../shared/enums/people.js';
import { encodeId, newId } from '../../shared/ids.js';
import { Requester } from '../../shared/requester.js';
import type { Result } from '../../shared/result.js';
import { demoAccount, demoInvitation, demoOrganization, demoPeople, demoProjects, type DemoProject } from './demo-content.js';

const origin = { requestId: null, ipAddress: null, userAgent: 'demo data' };

/** Fills a database in which nobody has an account yet. @returns whether the demo account was made now, was there, or is not there. */
export async function makeDemoData(app: App): Promise<'made' | 'there' | null> {
  const { em } = app.database;
  if ((await em.count(UserEntity)) > 0) return (await em.count(UserEntity, { email: demoAccount.email })) > 0 ? 'there' : null;

  const owner = await makePerson(app, demoAccount);
  const organization = must(await createOrganization(actAs(app, owner, {}), demoOrganization));
  for (const { name, username, role } of demoPeople) {
    const person = await makePerson(app, { name, username, email: `${username}@atrium.example` });
    await join(app, organization.id, person, role);
  }
  const useCase = actAs(app, owner, { [organization.id]: 'OWNER' });
  for (const project of demoProjects) await makeProject(useCase, organization.id, project);
  must(await inviteMember(useCase, { ...demoInvitation, organizationId: encodeId('Organization', organization.id) }));
  return 'made';
}

async function makePerson({ database }: App, facts: { name: string; username: string; email: string }): Promise<string> {
  const parts = { em: database.em, passwords: new Argon2Passwords(), clock: systemClock };
  return must(await createUser(parts, { ...facts, password: demoAccount.password })).id;
}

async function join({ database }: App, organizationId: string, userId: string, role: OrganizationRole): Promise<void> {
  const { em } = database;
  const now = systemClock.now();
  em.create(
    OrganizationMemberEntity,
    { id: newId(), organizationId, userId, role, createdAt: now, updatedAt: now, revision: 1 },
    { persist: true },
  );
  await em.flush();
}

async function makeProject(
  useCase: UseCase,
  organizationId: string,
  { name, description, visibility, files }: DemoProject,
): Promise<void> {
  const project = must(
    await createProject(useCase, { organizationId: encodeId('Organization', organizationId), name, description, visibility }),
  );
  const root = await useCase.em.fork().findOneOrFail(FolderEntity, { projectId: project.id, parentId: null });
  for (const [folderName, contents] of Object.entries(files)) {
    const folder =
      folderName === '' ? root : must(await createFolder(useCase, { parentId: encodeId('Folder', root.id), name: folderName }));
    for (const [fileName, text] of Object.entries(contents)) {
      must(
        await uploadFile(useCase, {
          folderId: encodeId('Folder', folder.id),
          content: asUpload(fileName, text),
          onConflict: 'ERROR',
        }),
      );
    }
  }
}

const asUpload = (filename: string, text: string) =>
  Promise.resolve({
    filename,
    fieldName: '0',
    mimetype: 'text/plain',
    encoding: '7bit',
    createReadStream: () => Readable.from([Buffer.from(text)]),
  }) as never;

function actAs({ perspectives }: App, userId: string, organizations: Record<string, OrganizationRole>): UseCase {
  const facts = {
    userId,
    sessionId: newId(),
    rightsStamp: 0,
    systemRole: 'USER',
    scopes: Object.values(AccessScope),
    narrowedTo: null,
    validUntil: null,
    organizations,
    projects: {},
  } as const;
  return perspectives(origin).as(new Requester(facts)).useCase;
}

function must<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`Demo data: ${JSON.stringify(result.errors)}`);
}
