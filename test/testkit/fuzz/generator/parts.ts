/** How a value gets into a document. */
export type Manner =
  | 'literal'
  | 'variable'
  /** A variable that is not given, with the value as its default. */
  | 'default'
  /** A variable with the value as its default, given as null. */
  | 'nulled'
  /** A variable that is neither given nor has a default, which is as if there were no argument. */
  | 'absent';

export interface ValuePart {
  value: unknown;
  manner: Manner;
}

export interface ConditionPart {
  directive: 'include' | 'skip';
  condition: ValuePart;
}

export interface FieldPart {
  kind: 'field';
  /** The type that the field is of. */
  of: string;
  name: string;
  arguments: Readonly<Record<string, ValuePart>>;
  /** Whether it gets an alias though it needs none. */
  aliased: boolean;
  conditions: readonly ConditionPart[];
  /** Null for a leaf. */
  selections: readonly SelectionPart[] | null;
}

export interface FragmentPart {
  kind: 'fragment';
  /** The type condition; null for an inline fragment without one. */
  on: string | null;
  named: boolean;
  conditions: readonly ConditionPart[];
  selections: readonly SelectionPart[];
}

/** A fragment that was defined before, spread once more where it fits. */
export interface RepeatPart {
  kind: 'repeat';
  of: string;
  which: number;
}

/** A document before it is written down: nothing of it depends on what stands beside it, so that it can be shrunk anywhere. */
export type SelectionPart = FieldPart | FragmentPart | RepeatPart;
