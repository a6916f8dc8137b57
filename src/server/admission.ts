import type { Budget, Spent } from './budget.js';
import type { DocumentRequest, Documents } from './documents/documents.js';
import type { PreparedDocument } from './documents/prepare-document.js';
import { prices } from './documents/prices.js';
import { refuse, type Refusal } from './documents/refusal.js';
import type { Variables } from './documents/values.js';
import type { ReadVariables } from './variables/variables-reader.js';

/** An operation as a client sends it, over either transport. */
export interface OperationRequest extends DocumentRequest {
  operationName?: string | null | undefined;
  variables?: Variables | null | undefined;
  /** Bytes of the request beyond those that cost nothing. */
  excess: number;
}

/** What came of it: a document to run with its variables, or why not; and what it has cost in either case. */
export interface Admitted {
  prepared: PreparedDocument;
  variables: ReadVariables;
  /** Points of the operation itself, without the bytes in which it came. */
  price: number;
  refusal: null;
  spent: Spent;
}

export type Refused = { prepared: null; refusal: Refusal; spent: Spent; retryAfterSeconds: number | null };

/** The budget of who holds a subscription. */
export interface Purse {
  /** What an event costs, in points. */
  price: number;
  /** Takes so many, a whole number. @returns 0 when they are paid, or after how many milliseconds there may be enough again. */
  pay(points: number): Promise<number>;
}

/**
 * The one gate that every operation passes, over HTTP and over sockets: before it runs, it is prepared and priced, its variables
 * are read, and it is paid for.
 */
export class Admission {
  constructor(
    private readonly documents: Documents,
    private readonly budget: Budget,
    private readonly costLimit: number,
  ) {}

  /** The document that is asked for, if it is prepared already: looking costs nobody anything. */
  known(request: OperationRequest): PreparedDocument | null {
    return this.documents.known(request);
  }

  /** @param known the document that is asked for, where that is known. */
  async admit(request: OperationRequest, payer: string, known: PreparedDocument | null = null): Promise<Admitted | Refused> {
    const over = this.overBudgetAlready(payer);
    if (over) return over;

    const found = known ?? this.documents.find(request);
    if (!('document' in found)) return this.refuse(found, request, payer);
    const operation = found.operation(request.operationName);
    if (!operation) return this.refuse(notThere(request), request, payer);
    const price = found.price(request.operationName, request.variables);
    const cost = price + priceOfBytes(request.excess);
    if (cost > this.costLimit) return this.refuse(tooDear(cost, this.costLimit), request, payer);

    const variables = found.readVariables(operation, request.variables);
    if (!('coerced' in variables)) return this.refuse(variables, request, payer);

    const spent = await this.budget.charge(payer, cost);
    return this.budget.isOver(spent) ? this.overBudget(spent) : { prepared: found, variables, price, refusal: null, spent };
  }

  /** Whether anybody is known to be over their budget. */
  get someoneIsOver(): boolean {
    return this.budget.someoneIsOver;
  }

  /** The refusal of who is known to be over their budget; null for everyone else. */
  overBudgetAlready(payer: string): Refused | null {
    const over = this.budget.known(payer);
    return over && this.overBudget(over);
  }

  /** Has a request paid for that was refused before it came here. */
  async chargeRefused(payer: string, excess: number): Promise<void> {
    await this.budget.charge(payer, prices.refusal + priceOfBytes(excess));
  }

  /** What pays for the events of a subscription that was admitted. */
  purseOf(payer: string, { price }: Admitted): Purse {
    return {
      price: Math.max(prices.operation, price - prices.subscription),
      pay: async (points) => {
        const spent = this.budget.known(payer) ?? (await this.budget.charge(payer, points));
        return this.budget.isOver(spent) ? this.budget.secondsLeft(spent) * 1_000 : 0;
      },
    };
  }

  private async refuse(refusal: Refusal, { text, excess }: OperationRequest, payer: string): Promise<Refused> {
    // Asking for a text by its hash is how clients begin.
    const cost = refusal.status === 200 ? prices.operation : prices.refusal + Math.ceil((text?.length ?? 0) / 1024);
    const spent = await this.budget.charge(payer, cost + priceOfBytes(excess));
    return this.budget.isOver(spent) ? this.overBudget(spent) : { prepared: null, refusal, spent, retryAfterSeconds: null };
  }

  private overBudget(spent: Spent): Refused {
    const retryAfterSeconds = this.budget.secondsLeft(spent);
    const message = `The budget of ${spent.limit} points is spent. Come back in ${retryAfterSeconds} s.`;
    return { prepared: null, refusal: refuse(429, 'RATE_LIMITED', message, { retryAfterSeconds }), spent, retryAfterSeconds };
  }
}

/** Whole points. @param excess bytes of a request beyond those that cost nothing. */
const priceOfBytes = (excess: number): number => Math.ceil(excess / 1024) * prices.kibibyte;

/** Characters of a name that are repeated to who sent it. */
const LONGEST_NAME = 100;

/** Of a name that none of the document's operations has, or when it is open which of them is meant. */
const notThere = ({ operationName }: OperationRequest): Refusal =>
  refuse(
    400,
    'BAD_USER_INPUT',
    operationName == null
      ? 'Must provide operation name if query contains multiple operations.'
      : `Unknown operation named ${JSON.stringify(operationName.slice(0, LONGEST_NAME))}.`,
  );

const tooDear = (cost: number, limit: number): Refusal =>
  refuse(400, 'COST_LIMIT_EXCEEDED', `This operation would cost ${cost} points; one may cost at most ${limit}.`, { cost, limit });
