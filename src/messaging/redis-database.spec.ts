import { redisDatabaseOf } from './redis-database.js';

describe('the database that an address of Redis names', () => {
  it.each([
    ['redis://127.0.0.1:6379', 0],
    ['redis://127.0.0.1:6379/', 0],
    ['redis://127.0.0.1:6379/3', 3],
    ['rediss://user:p%40ss@redis.example:6380/12', 12],
    ['redis://127.0.0.1:6379?db=2', 2],
  ])('of %s is %i', (url, number) => {
    expect(redisDatabaseOf(url)).toBe(number);
  });
});
