import { redisNamespace } from './installation.js';

describe('what names in Redis begin with', () => {
  const identity = {
    id: '7d0c8f0e-52b5-4bd9-8b8b-0f7f3f4f8a10',
    databaseOid: 16_384,
    schema: 'public',
    systemIdentifier: '7423871234567890123',
  };

  it('is the same for all servers of an installation', () => {
    expect(redisNamespace({ ...identity }, 0)).toBe(redisNamespace(identity, 0));
    expect(redisNamespace(identity, 0)).toMatch(/^atrium:[\da-f]{16}$/);
  });

  it.each([
    ['another installation', { id: 'a2cbf0a5-7f0e-4d5c-8e0b-8c1a2b3c4d5e' }, 0],
    ['a copy of its database on the same server', { databaseOid: 16_385 }, 0],
    ['a copy on another server, where the database has the same number', { systemIdentifier: '7423871234567890124' }, 0],
    ['one in another schema of the database', { schema: 'staging' }, 0],
    ['one that uses another database of the Redis', {}, 1],
  ])('differs for %s', (_who, other, redisDatabase) => {
    expect(redisNamespace({ ...identity, ...other }, redisDatabase)).not.toBe(redisNamespace(identity, 0));
  });
});
