// Where specs run: in the worker process itself, and not in a VM context of their own, so that they share what was loaded.
// What Jest changes in the process for one spec file is changed back after it.

const absent = () => {
  throw new Error('There are no mocks in this suite, and no other clock than `SettableClock`.');
};

export default class ProcessEnvironment {
  global = globalThis;
  fakeTimers = null;
  fakeTimersModern = null;
  moduleMocker = { fn: absent, spyOn: absent, clearAllMocks() {}, resetAllMocks() {}, restoreAllMocks() {} };
  #console = globalThis.console;
  #exit = process.exit;

  async setup() {}

  async teardown() {
    globalThis.console = this.#console;
    process.exit = this.#exit;
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  /** Asked for by Jest to know whether it may collect V8's coverage; nothing runs in it. */
  getVmContext() {
    return null;
  }
}
