export default () => globalThis.tearDownTestPostgres?.();
