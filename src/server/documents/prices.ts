/** What fields cost, in points. One point is about what one object costs the server; scalars are free. */
export const prices = {
  /** Every operation, whatever it asks for. */
  operation: 1,
  /** An object, and so each node of a connection and each item of a list. */
  object: 1,
  /** `totalCount` of a connection. */
  count: 5,
  /** A mutation, besides what its payload costs. */
  mutation: 10,
  /** A subscription, once, when it starts; each event costs the rest of the operation again. */
  subscription: 10,
  /** Each item of a list that is given as an argument or a variable. */
  listedItem: 1,
  /** Fields, arguments and types of the schema that introspection answers. */
  schemaObject: 0.02,
  /** Each KiB of a request beyond the first 8, the files of an upload aside. */
  kibibyte: 1,
  /** What is refused before it runs, so that nobody tries for nothing; a point more for each KiB of the document. */
  refusal: 10,
} as const;

/** How long a list is taken to be that is no connection and has no size of its own. */
export const LIST_SIZE = 10;
