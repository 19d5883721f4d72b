import {
  type ConstDirectiveNode,
  type DirectiveNode,
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  visit,
} from "graphql";

/** The values of the variables in an operation's `@skip` and `@include`, by name. */
export type Conditions = ReadonlyMap<string, boolean>;

/** Lists the variables in the `@skip` and `@include` of a document, in the order in which they occur. */
export function conditionVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: (directive) => {
      const value = conditionOf(directive);
      if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

/**
 * Reads the values of those variables in one request, from its variables or their defaults. Undefined if one of them is
 * not a Boolean: the executor refuses such a request.
 */
export function conditionsIn(
  names: string[],
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): Conditions | undefined {
  const values = new Map<string, boolean>();
  for (const name of names) {
    const given = Object.hasOwn(variables, name) ? variables[name] : defaultOf(operation, name);
    if (typeof given !== "boolean") return undefined;
    values.set(name, given);
  }
  return values;
}

function defaultOf(operation: OperationDefinitionNode, name: string): boolean | undefined {
  const definition = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
  return definition?.defaultValue?.kind === Kind.BOOLEAN ? definition.defaultValue.value : undefined;
}

/**
 * Rewrites one operation of a document, with its fragments, for one set of conditions: without the nodes that `@skip`
 * and `@include` leave out, and without these directives. Every node that stays keeps its place in the source.
 */
export function specialise(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  conditions: Conditions,
): DocumentNode {
  const definitions = document.definitions.filter(
    (definition) => definition === operation || definition.kind === Kind.FRAGMENT_DEFINITION,
  );
  const prune = (node: SelectionNode) => {
    const directives = node.directives?.filter((directive) => conditionOf(directive) !== undefined) ?? [];
    if (directives.length === 0) return undefined;
    const isKept = directives.every((directive) => directiveHolds(directive, conditions));
    return isKept ? { ...node, directives: node.directives?.filter((each) => !directives.includes(each)) } : null;
  };
  return visit({ ...document, definitions }, { Field: prune, InlineFragment: prune, FragmentSpread: prune });
}

function conditionOf(directive: DirectiveNode | ConstDirectiveNode) {
  const isCondition = directive.name.value === "skip" || directive.name.value === "include";
  return isCondition ? directive.arguments?.find((argument) => argument.name.value === "if")?.value : undefined;
}

function directiveHolds(directive: DirectiveNode, conditions: Conditions): boolean {
  const value = conditionOf(directive);
  const isTrue =
    value?.kind === Kind.VARIABLE ? conditions.get(value.name.value) : value?.kind === Kind.BOOLEAN && value.value;
  return isTrue === (directive.name.value === "include");
}
