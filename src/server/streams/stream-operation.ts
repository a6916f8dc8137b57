import {
  execute,
  getOperationAST,
  isAbstractType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
} from 'graphql';
import type { RequestContext } from '../../resolvers/request-context.js';

const numbers = new WeakMap<DocumentNode, number>();
let latest = 0;
const personal = new WeakMap<DocumentNode, boolean>();

/** A subscription as somebody has asked for it: what is executed for each event. */
export class StreamOperation {
  /** The same of all who get the same answers to the same events, as far as their rights are the same. */
  readonly key: string;
  /** Whether a field is selected whose value depends on who asks. */
  readonly isPersonal: boolean;

  constructor(
    private readonly args: ExecutionArgs,
    streamId: string,
  ) {
    const { schema, document, operationName, variableValues } = args;
    let number = numbers.get(document);
    if (number === undefined) numbers.set(document, (number = ++latest));
    const cursor = cursorVariable(document, operationName);
    const variables = Object.entries(variableValues ?? {}).filter(([name]) => name !== cursor);
    this.key = `${streamId} ${number} ${operationName ?? ''} ${JSON.stringify(variables)}`;
    this.isPersonal = personal.get(document) ?? remember(schema, document);
  }

  /** @param event what the root field answers. */
  execute(event: object, contextValue: RequestContext): ExecutionResult | Promise<ExecutionResult> {
    return execute({ ...this.args, rootValue: event, contextValue });
  }
}

function remember(schema: GraphQLSchema, document: DocumentNode): boolean {
  const found = dependsOnWhoAsks(schema, document);
  personal.set(document, found);
  return found;
}

/** Whether a valid document selects a field of that kind, below the root. */
function dependsOnWhoAsks(schema: GraphQLSchema, document: DocumentNode): boolean {
  let found = false;
  const types = new TypeInfo(schema);
  const isMarked = (type: GraphQLCompositeType, name: string): boolean => {
    if (type.extensions['viewerDependent'] === true) return true;
    if ('getFields' in type && type.getFields()[name]?.extensions['viewerDependent'] === true) return true;
    return isAbstractType(type) && schema.getPossibleTypes(type).some((possible) => isMarked(possible, name));
  };
  const enter = ({ name }: FieldNode) => {
    const parent = types.getParentType();
    found ||= parent ? isMarked(parent, name.value) : false;
  };
  visit(document, visitWithTypeInfo(types, { Field: enter }));
  return found;
}

/** The variable that carries the cursor and nothing else: it says where somebody begins, and nothing of what they are told. */
function cursorVariable(document: DocumentNode, operationName: string | null | undefined): string | null {
  const uses = new Map<string, number>();
  const operation = getOperationAST(document, operationName);
  visit(document, { Variable: ({ name }) => void uses.set(name.value, (uses.get(name.value) ?? 0) + 1) });
  const [field] = operation?.selectionSet.selections ?? [];
  const value = field?.kind === Kind.FIELD ? field.arguments?.find(({ name }) => name.value === 'after')?.value : undefined;
  if (value?.kind !== Kind.VARIABLE) return null;
  // Declared once, and used once.
  return uses.get(value.name.value) === 2 ? value.name.value : null;
}
