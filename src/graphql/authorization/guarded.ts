import {
  type DirectiveNode,
  type GraphQLInputType,
  type GraphQLNamedInputType,
  type GraphQLSchema,
  getDirectiveValues,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
} from "graphql";
import type { Viewer } from "../../keys/keys.ts";

/** Reads the role that a field or a value of an enum needs from its `@auth`; undefined without one. */
export type RoleOf = (element: Directed | null | undefined) => Viewer["role"] | undefined;

interface Directed {
  astNode?: { readonly directives?: readonly DirectiveNode[] | undefined } | null | undefined;
}

/** Makes the reader of a schema's `@auth`. */
export function authRolesIn(schema: GraphQLSchema): RoleOf {
  const directive = schema.getDirective("auth");
  return (element) => {
    if (!directive || !element?.astNode) return undefined;
    return getDirectiveValues(directive, element.astNode)?.role as Viewer["role"] | undefined;
  };
}

/** A value of an enum that came in a variable, and the role that it needs. */
interface GuardedValue {
  of: string;
  role: Viewer["role"];
}

/**
 * Makes the function that lists the values in an operation's variables that need a role. Only the few types of input that
 * have such values are looked through.
 */
export function guardedVariables(schema: GraphQLSchema, roleOf: RoleOf) {
  const known = new Map<string, boolean>();

  /** Tells whether values of a type can need a role. */
  function isGuarded(type: GraphQLInputType): boolean {
    const named = getNamedType(type);
    const is = known.get(named.name) ?? reachesRole(named, new Set());
    known.set(named.name, is);
    return is;
  }

  function reachesRole(type: GraphQLNamedInputType, seen: Set<GraphQLNamedInputType>): boolean {
    if (isEnumType(type)) return type.getValues().some((value) => roleOf(value));
    if (!isInputObjectType(type) || seen.has(type)) return false;
    seen.add(type);
    return Object.values(type.getFields()).some((field) => reachesRole(getNamedType(field.type), seen));
  }

  function* valuesIn(type: GraphQLInputType, value: unknown): Generator<GuardedValue> {
    if (value === null || value === undefined || !isGuarded(type)) return;
    if (isNonNullType(type)) yield* valuesIn(type.ofType, value);
    else if (isListType(type)) for (const entry of [value].flat()) yield* valuesIn(type.ofType, entry);
    else if (isEnumType(type)) {
      const role = roleOf(type.getValue(String(value)));
      if (role) yield { of: String(value), role };
    } else if (isInputObjectType(type))
      for (const field of Object.values(type.getFields()))
        yield* valuesIn(field.type, (value as Record<string, unknown>)[field.name]);
  }

  return function* guarded(
    { variableDefinitions }: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
  ): Generator<GuardedValue> {
    for (const { variable, type } of variableDefinitions ?? []) {
      const inputType = typeFromAST(schema, type);
      if (isInputType(inputType)) yield* valuesIn(inputType, variables[variable.name.value]);
    }
  };
}
