import { RelationalDatabase } from '../../../src/database/relational-database.js';
import { CuttableProxy } from '../../testkit/cuttable-proxy.js';
import { testDatabase, type TestDatabase } from '../../testkit/database.js';

let server: TestDatabase;
let proxy: CuttableProxy;
beforeAll(async () => {
  server = await testDatabase();
  proxy = await CuttableProxy.to(server.url);
});
afterAll(async () => {
  await proxy.cut();
  await server.drop();
});

describe('a connection that breaks within a transaction', () => {
  it('is not missing from the pool afterwards, nor waited for when it is closed', async () => {
    const database = await RelationalDatabase.open({ url: proxy.url, poolSize: 1 });
    const broken = database.em.transactional(async (em) => {
      await em.execute('select 1');
      await proxy.cut();
      await em.execute('select 1');
    });
    await expect(broken).rejects.toThrow();

    await proxy.open();
    await database.ping();
    expect(await database.em.transactional((em) => em.execute('select 2 as two'))).toEqual([{ two: 2 }]);
    await database.close();
  });
});
