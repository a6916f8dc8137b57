import type { AccessScope } from '../../../src/shared/enums/people.js';

/** Who asks: somebody of a world, or nobody; with a token for everything, or for some scopes only. */
export interface Viewer {
  name: string;
  /** Null: signed out. */
  userId: string | null;
  /** Null: all. */
  scopes: readonly AccessScope[] | null;
  /** How often they ask, compared with others. */
  weight: number;
}
