import type { Random } from '../generate/random.ts';
import type { Facts } from '../database/facts.ts';

export type OperationName = 'Q1' | 'Q2' | 'Q3' | 'Q4' | 'Q5' | 'M1';

/** A place in a list that is in the order of a column and then of ids. */
export interface Position {
  /** A name, or a time in milliseconds. */
  value: string | number;
  id: string;
}

/** What one request asks with, in the terms of no server: ids as the database stores them. */
export interface Parameters {
  id?: string;
  after?: Position;
  /** Put in by who sends the request: each has another one. */
  name?: string;
  /** Who asks, where somebody has to be signed in: the owner of that organization, or `observer`, one who belongs to all of them. */
  as: string;
}

/** A document that walks a whole list, so that a server's own cursors can be learnt: `list.edges { cursor node { id } }`. */
export interface Walk {
  document: string;
  postgraphile: string;
}

/** Hand-written statements: what is the least that a server of this kind can do. They take the same values. */
export interface Statements {
  values(parameters: Parameters): unknown[];
  /** Answers one row of one column, the whole body. */
  json: string;
  /** Answers flat rows. */
  rows: string;
  /** Makes the `data` of an answer of flat rows. */
  assemble(rows: Row[], parameters: Parameters): unknown;
}

/** The columns of a row, in the order of its statement, which says what they are. */
export type Row = readonly unknown[];

/** Something that all servers are asked, each in its own words. */
export interface Operation {
  name: OperationName;
  title: string;
  /** What Atrium puts before the id that is asked for. */
  idPrefix: string;
  /** In the schema of Atrium, which Mercurius and Yoga serve, too. */
  document: string;
  /** In the schema that PostGraphile makes of the tables, with aliases that give the answer the same shape. */
  postgraphile: string;
  statements: Statements;
  walk?: Walk;
  /** Draws the parameters of one request, with the skew of the data. */
  draw(facts: Facts, random: Random): Parameters;
}
