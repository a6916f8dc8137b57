import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { ActivityEntity } from '../../../src/entities/documents/activity.entity.js';
import { OrganizationMemberEntity } from '../../../src/entities/relational/organization-member.entity.js';
import { derivedId } from '../../../src/shared/ids.js';
import { TestApp } from '../../testkit/app.js';
import { updateFolder } from '../../testkit/operations.js';
import { Stage } from '../../testkit/stage.js';
import type { Person } from '../../testkit/world.js';
import { stored, told, type Cause, type Row, type Told } from './types/cause.js';
import { coming } from './types/coming.js';
import { existing } from './types/existing.js';
import { Secrets } from './types/secrets.js';
import { ADDRESS, Visitor } from './types/visitor.js';

const secrets = new Secrets();
let test: TestApp;
let stage: Stage;
let root: Person;
beforeAll(async () => {
  test = await TestApp.start({ config: { trustedProxies: ['loopback'] } });
  stage = await Stage.of(test);
  root = await test.world().systemAdministrator();
  // Whoever changes what was written once fails from here on, and so does the request in which they do.
  await test.app.database.em.execute(`
    create function refuse_change() returns trigger language plpgsql as $$ begin raise exception 'The log is never changed.'; end $$;
    create trigger kept before update or delete or truncate on activities execute function refuse_change();
    create trigger kept before update or delete or truncate on event_log execute function refuse_change();
    create trigger kept before update or delete or truncate on event_stream_entries execute function refuse_change();`);
});
afterAll(() => test.close());

/** A scene of its own for a row, in which people come by that agent. */
async function rowOf(userAgent: string): Promise<Row> {
  const scene = await stage.scene();
  return {
    ...scene,
    test,
    root,
    secrets,
    as: (person) => new Visitor(test.url, person?.token ?? null, userAgent, secrets),
    async membershipOf(userId) {
      const organizationId = scene.organization.storedId;
      return (await test.app.database.em.findOneOrFail(OrganizationMemberEntity, { organizationId, userId })).id;
    },
  };
}

/** What was written of requests by this agent: of each event that is told, its row in the log and its entry. */
async function writtenOf(userAgent: string) {
  await test.app.settle();
  const { em } = test.app.database;
  const find = `select to_jsonb(l) as event from event_log l where origin->>'userAgent' = ? order by position`;
  const events = (await em.execute<{ event: Record<string, any> }[]>(find, [userAgent])).map(({ event }) => event);
  const entries = await em.find(ActivityEntity, { id: { $in: events.map(({ id }) => derivedId(id, 'activity')) } });
  return events.flatMap((event) => {
    const entry = entries.find(({ id }) => id === derivedId(event['id'], 'activity'));
    return entry ? [{ event, entry }] : [];
  });
}

/** The same, as it should be. */
function written({ type, actor, subject: [subjectType, subjectId], organization, project, data }: Told, userAgent: string) {
  const [actorId, organizationId, projectId] = [actor, organization, project].map((one) => stored(one?.id));
  const origin = { requestId: expect.stringMatching(/^[\w-]{8,}$/), ipAddress: ADDRESS, userAgent };
  return {
    entry: expect.objectContaining({ type, actorId, organizationId, projectId, subjectType, subjectId: stored(subjectId), data }),
    event: expect.objectContaining({
      ...{ actor_id: actorId, organization_id: organizationId, project_id: projectId },
      ...{ subject_type: subjectType, subject_id: stored(subjectId), data, origin },
    }),
  };
}

describe('the types of the activity log', () => {
  it('are all in the one table, or in the other', async () => {
    const { type, mutations } = await test.signedOut.query(
      '{ type: __type(name: "ActivityType") { enumValues { name } } mutations: __type(name: "Mutation") { fields { name } } }',
    );
    const names = (of: { name: string }[]) => of.map(({ name }) => name);
    expect(names(type.enumValues).sort()).toEqual(Object.keys(existing).sort());
    // Once there is the feature, its type belongs to the schema and into the first table.
    const features = Object.values(coming).flat();
    expect(names(mutations.fields).filter((name) => features.includes(name))).toEqual([]);
    expect(Object.keys(coming).filter((name) => name in existing)).toEqual([]);
  });
});

describe('the entry of', () => {
  const rows = Object.entries(existing).flatMap(([type, causes]) =>
    Object.entries(causes).map(([by, cause]): [string, string, Cause] => [type, by, cause]),
  );

  it.each(rows)('%s, by %s, says who did what, where, and from where', async (type, by, cause) => {
    const userAgent = `Browser of ${type} by ${by}`;
    const expected = await cause(await rowOf(userAgent));
    expect(expected.map((one) => one.type)).toContain(type);
    expect(await writtenOf(userAgent)).toEqual(expected.map((one) => written(one, userAgent)));
  });

  it('what is done over a socket says from where, too', async () => {
    const { people, folder, organization, project } = await stage.scene();
    const userAgent = 'Browser with a socket';
    const client = createClient({
      url: `${test.url.replace('http', 'ws')}/graphql`,
      connectionParams: { authorization: `Bearer ${people.editor.token}` },
      webSocketImpl: class extends WebSocket {
        constructor(url: string, protocols: string) {
          super(url, protocols, { headers: { 'user-agent': userAgent, 'x-forwarded-for': ADDRESS } });
        }
      },
    });
    for await (const _answer of client.iterate({
      query: updateFolder,
      variables: { input: { folderId: folder, name: 'heard' } },
    }));
    await client.dispose();
    const data = { name: 'heard', fields: ['name'] };
    const expected = told('FOLDER_UPDATED', people.editor, ['FOLDER', folder], data, { organization, project });
    expect(await writtenOf(userAgent)).toEqual([written(expected, userAgent)]);
  });
});

describe('what was written of all that', () => {
  it('holds no secret that was sent or received', async () => {
    expect([...secrets.all.keys()].sort()).toEqual(
      expect.arrayContaining(['accessToken', 'invitationToken', 'password', 'refreshToken', 'token', 'url']),
    );
    for (const table of ['activities', 'event_log', 'outbox_events']) {
      const text = `select coalesce(string_agg(to_jsonb(t)::text, ' '), '') as text from ${table} t`;
      const [row] = await test.app.database.em.execute<[{ text: string }]>(text);
      expect([table, secrets.in(row.text)]).toEqual([table, []]);
    }
  });

  it('could not have been changed by it', async () => {
    const { em } = test.app.database;
    for (const change of ['update activities set data = data', 'delete from event_log', 'truncate event_stream_entries']) {
      await expect(em.execute(change)).rejects.toThrow('The log is never changed.');
    }
  });
});
