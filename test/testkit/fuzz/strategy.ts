import type { Answer } from '../client.js';
import type { Viewer } from './viewer.js';

export type Variables = Record<string, unknown>;

/** One way to answer queries. All of them answer the same. */
export interface Strategy {
  name: string;
  /** Of one that plans: how many queries came to it, and how many it could plan. */
  planned?: { readonly asked: number; readonly answered: number };
  answer(text: string, variables: Variables, viewer: Viewer): Promise<Answer<Record<string, unknown>>>;
}
