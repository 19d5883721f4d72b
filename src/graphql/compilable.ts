import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  Kind,
  type OperationDefinitionNode,
  parseType,
  TypeInfo,
  typeFromAST,
  type VariableDefinitionNode,
  visit,
  visitWithTypeInfo,
} from "graphql";

/** A document that graphql-jit answers exactly as the ordinary executor does, and the strings taken out of it. */
export interface Compilable {
  document: DocumentNode;
  /** Values of the variables that stand where the document had string literals. */
  strings: Record<string, string>;
}

/** Cannot meet a client's own variable: names that start with two underscores are not compiled. */
const STRING_VARIABLE = "__string";

/**
 * Rewrites a document so that it can be compiled safely, or answers undefined where the ordinary executor has to do it.
 *
 * graphql-jit writes JavaScript. Two things keep a client's text out of that JavaScript: names are GraphQL names, and
 * every string literal becomes a variable here (0.8.9 turns certain literals into code: it looks for markers in the JSON
 * of the arguments). What else is refused are the cases in which 0.8.9 answers otherwise than graphql-js does.
 *
 * @param document one operation and its fragments, valid, without `@skip` and `@include` (conditions.ts)
 */
export function makeCompilable(schema: GraphQLSchema, document: DocumentNode): Compilable | undefined {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (!operation?.variableDefinitions?.every((definition) => isCompilableVariable(schema, definition)))
    return undefined;
  const nullable = nullableVariables(operation);
  const strings: Record<string, string> = {};
  const declared: VariableDefinitionNode[] = [];
  let compilable = true;
  const mustBe = (condition: boolean): void => {
    compilable &&= condition;
  };
  const typeInfo = new TypeInfo(schema);
  let lists = 0;
  const rewritten = visit(
    document,
    visitWithTypeInfo(typeInfo, {
      VariableDefinition: () => false,
      Directive: () => mustBe(false),
      // Interfaces and unions: a type resolver that throws would never let a compiled query end.
      SelectionSet: () => {
        const type = typeInfo.getParentType();
        mustBe(isObjectType(type) && type.isTypeOf == null);
      },
      Field: ({ name, alias }) => mustBe([name, alias ?? name].every(({ value }) => isOrdinaryName(value))),
      ListValue: { enter: () => void lists++, leave: () => void lists-- },
      // A null where none may be is an error that a compiled query does not see inside lists and objects.
      Variable: ({ name }) =>
        mustBe(!nullable.has(name.value) || (lists === 0 && !isNonNullType(typeInfo.getInputType()))),
      StringValue: (node) => {
        const name = `${STRING_VARIABLE}${declared.length}`;
        strings[name] = node.value;
        const variable = { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name }, loc: node.loc } as const;
        const type = parseType(String(typeInfo.getInputType()));
        declared.push({ kind: Kind.VARIABLE_DEFINITION, variable, type });
        return variable;
      },
    }),
  );
  return compilable ? { document: declare(rewritten, declared), strings } : undefined;
}

function isOrdinaryName(name: string): boolean {
  return name === "__typename" || !name.startsWith("__");
}

/** Defaults are written into the code as they are. */
function isCompilableVariable(
  schema: GraphQLSchema,
  { variable, type, defaultValue }: VariableDefinitionNode,
): boolean {
  const inputType = typeFromAST(schema, type as never) as GraphQLInputType | undefined;
  if (inputType === undefined || variable.name.value.startsWith("__") || !isCompilableInput(inputType)) return false;
  if (defaultValue === undefined) return true;
  const named = getNamedType(inputType);
  const plain = [Kind.INT, Kind.FLOAT, Kind.BOOLEAN, Kind.ENUM, Kind.NULL] as string[];
  return (
    !isNonNullType(inputType) &&
    (isSpecifiedScalarType(named) || isEnumType(named)) &&
    plain.includes(defaultValue.kind)
  );
}

/**
 * graphql-jit knows nothing of `@oneOf`, refuses to use the default of a field that must not be null, and writes code for an
 * input type that holds itself until memory runs out.
 */
function isCompilableInput(type: GraphQLInputType, within: readonly unknown[] = []): boolean {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return true;
  if (named.isOneOf || within.includes(named)) return false;
  return Object.values(named.getFields()).every(({ type: fieldType, defaultValue }) => {
    const isDefaultSafe = defaultValue == null || (typeof defaultValue !== "object" && !isNonNullType(fieldType));
    return isDefaultSafe && isCompilableInput(fieldType, [...within, named]);
  });
}

function nullableVariables(operation: OperationDefinitionNode): Set<string> {
  const nullable = operation.variableDefinitions?.filter(({ type }) => type.kind !== Kind.NON_NULL_TYPE) ?? [];
  return new Set(nullable.map(({ variable }) => variable.name.value));
}

function declare(document: DocumentNode, declared: VariableDefinitionNode[]): DocumentNode {
  const definitions = document.definitions.map((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? { ...definition, variableDefinitions: [...(definition.variableDefinitions ?? []), ...declared] }
      : definition,
  );
  return { ...document, definitions };
}
