import { makeFetcher } from './fetcher.js';
import { Session } from './session.js';
import { storageWithin } from './storage.js';
import { topBar } from './top-bar.js';

const { ruruPath, organizationId, examples, demo } = JSON.parse(document.getElementById('settings').textContent);

const workers = { json: 'jsonWorker.js', graphql: 'graphqlWorker.js' };
globalThis.MonacoEnvironment = {
  getWorker: (_id, label) => new Worker(`${ruruPath}${workers[label] ?? 'editorWorker.js'}`, { type: 'module' }),
};

const session = new Session();
const bar = topBar(session, demo);
const fetcher = makeFetcher(session);
const resumed = session.renew().catch(() => false);

const { React, createRoot, Ruru } = await import(`${ruruPath}ruru.js`);
await resumed;
bar.show();
createRoot(document.getElementById('ruru-root')).render(
  React.createElement(Ruru, {
    fetcher,
    defaultTabs: examples.map((query) => ({ query })),
    // Examples name an organization: those of another database are not shown again.
    storage: storageWithin(`atrium:${organizationId}:`),
    showPersistHeadersSettings: false,
    debugTools: [],
  }),
);
