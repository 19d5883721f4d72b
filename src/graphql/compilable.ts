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

/**
 * A document for which graphql-jit gives exactly the answers of the ordinary executor, and the strings taken out of it.
 */
export interface Compilable {
  document: DocumentNode;
  /** The values of the variables that replace the document's string literals. */
  strings: Record<string, string>;
}

/** Never collides with a client's variable: documents with names that start with two underscores are not compiled. */
const STRING_VARIABLE = "__string";

/**
 * Rewrites a document so that it can be compiled safely; returns undefined if only the ordinary executor can run it.
 *
 * graphql-jit writes JavaScript. Two things keep a client's text out of that JavaScript: names are GraphQL names, and
 * every string literal becomes a variable here (0.8.9 turns certain literals into code: it looks for markers in the
 * JSON of the arguments). The other cases that are refused are those in which 0.8.9 and graphql-js give different
 * answers.
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
      // No interfaces and unions: if a type resolver throws, a compiled query never ends.
      SelectionSet: () => {
        const type = typeInfo.getParentType();
        mustBe(isObjectType(type) && type.isTypeOf == null);
      },
      Field: ({ name, alias }) => mustBe([name, alias ?? name].every(({ value }) => isOrdinaryName(value))),
      ListValue: { enter: () => void lists++, leave: () => void lists-- },
      // Inside lists and objects, a compiled query does not notice a null that is not allowed.
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

/** Tells whether a variable can be compiled. Its default must be harmless: it is written into the code as it is. */
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
 * Tells whether an input type can be compiled. graphql-jit does not know `@oneOf`, ignores the default of a field that
 * must not be null, and writes code without end for an input type that contains itself.
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
