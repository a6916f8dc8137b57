import { encodeCursor } from '../shared/cursor.js';
import type { Page } from '../shared/page.js';
import type { Order } from './relation.js';

export interface Edge<T> {
  cursor: string;
  node: T;
}

/** What else can be asked of a list, at the price of a statement, if it is. */
export interface ConnectionQuestions {
  totalCount: () => Promise<number>;
  /** Whether a row lies on the other side of the cursor that the page begins at. */
  hasRowsBehind: () => Promise<boolean>;
}

/** The name of an order, as cursors carry it. */
export const orderName = ({ property, direction }: Order): string => `${property} ${direction}`;

export const cursorOf = (order: Order, row: object, reached: number | null = null): string => {
  const { id, [order.property]: value } = row as { id: string } & Record<string, unknown>;
  return encodeCursor(orderName(order), value, id, reached);
};

/** A page of a list, as the schema's connections are read. Only what is asked for is made. */
export class Connection<T extends object> {
  readonly nodes: T[];
  private readonly more: boolean;

  /** @param rows in the order they were fetched, one more than the page holds when there are more.
   * @param reached how far the list's stream had come where the walk through it began; cursors carry it on. */
  constructor(
    rows: readonly T[],
    private readonly page: Page,
    private readonly order: Order,
    private readonly questions: ConnectionQuestions,
    private readonly reached: number | null = null,
  ) {
    this.more = rows.length > page.size;
    const nodes = rows.slice(0, page.size);
    this.nodes = page.backwards ? nodes.reverse() : nodes;
  }

  get edges(): Edge<T>[] {
    return this.nodes.map((node) => ({ cursor: this.cursorOf(node), node }));
  }

  get pageInfo() {
    const first = this.nodes[0];
    const last = this.nodes.at(-1);
    const behind = () =>
      (this.page.backwards ? this.page.before : this.page.after) === null ? false : this.questions.hasRowsBehind();
    return {
      startCursor: first ? this.cursorOf(first) : null,
      endCursor: last ? this.cursorOf(last) : null,
      hasNextPage: this.page.backwards ? behind : this.more,
      hasPreviousPage: this.page.backwards ? this.more : behind,
    };
  }

  totalCount(): Promise<number> {
    return this.questions.totalCount();
  }

  private cursorOf(row: T): string {
    return cursorOf(this.order, row, this.reached);
  }
}
