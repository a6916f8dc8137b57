/**
 * A module of the product as it was built, with the types of its source: what is measured is what runs in production.
 * @param path from `dist`
 */
export const product = async <T>(path: string): Promise<T> =>
  (await import(new URL(`../../dist/${path}`, import.meta.url).href)) as T;
