import {
  type DocumentNode,
  type EnumValueNode,
  type GraphQLError,
  type GraphQLSchema,
  isAbstractType,
  type OperationDefinitionNode,
  separateOperations,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { StatementFilter } from "../archive/statements/filter.ts";
import { isUnchecked, type Sight } from "../archive/unchecked.ts";
import type { Viewer } from "../keys/keys.ts";
import { allows } from "../keys/roles.ts";
import { authRolesIn, guardedVariables, type RoleOf } from "./authorization/guarded.ts";
import { forbidden, unauthenticated } from "./errors/refusals.ts";

/** The role that an operation needs, and the field or value that needs it. */
interface Need {
  role: Viewer["role"];
  of: string;
}

/** Returns the reason why a viewer may not run an operation of a valid document; undefined if they may. */
export type Authorize = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>> | undefined,
  viewer: Viewer | null,
) => GraphQLError | undefined;

/**
 * Makes the function that decides who may run what; every transport asks it before anything of an operation runs. The
 * schema names the role that a field, or a value of an enum in arguments and variables, needs (`@auth`); an operation
 * needs the highest role of all that it has, even of what `@skip` leaves out.
 *
 * Introspection never needs a key: the schema is public (`/schema.graphql`), and tools read it before their user has
 * entered a key.
 *
 * @param options.isReadingOpen whether fields without `@auth` need no key; otherwise they need the role READER
 */
export function authorization(schema: GraphQLSchema, { isReadingOpen }: { isReadingOpen: boolean }): Authorize {
  const needs = new WeakMap<OperationDefinitionNode, Need | null>();
  const roles = authRolesIn(schema);
  const guarded = guardedVariables(schema, roles);
  return (document, operation, variables, viewer) => {
    let need = needs.get(operation);
    if (need === undefined) {
      need = needOf(schema, roles, document, operation, isReadingOpen);
      needs.set(operation, need);
    }
    for (const of of guarded(operation, variables ?? {})) need = higher(need, of);
    return need ? keyNeeded(need.of, need.role, viewer) : undefined;
  };
}

/** Returns the error for somebody without the role that something needs, or without a key; undefined if they have it. */
export function keyNeeded(of: string, role: Viewer["role"], viewer: Viewer | null): GraphQLError | undefined {
  if (viewer && allows(viewer.role, role)) return undefined;
  const needed = `\`${of}\` needs a key of the role ${role}`;
  return viewer
    ? forbidden(`${needed}; “${viewer.name}” has the role ${viewer.role}.`)
    : unauthenticated(`${needed}, sent as \`Authorization: Bearer or_…\`.`);
}

/**
 * Tells whether somebody may edit the archive and see what only editors see. In the schema, mutations say so by
 * `@auth`.
 */
export function mayEdit(viewer: Viewer | null): boolean {
  return viewer !== null && allows(viewer.role, "EDITOR");
}

/** Returns what somebody may see: editors also the statements that nobody vouches for. */
export function sightOf(viewer: Viewer | null): Sight {
  return { seesUnchecked: mayEdit(viewer) };
}

/** Refuses everybody but editors a file of statements or stances that nobody vouches for, as `@auth` refuses the value in a query. */
export function refuseUnchecked({ status, stance }: StatementFilter, viewer: Viewer | null): void {
  for (const [parameter, values] of Object.entries({ status, stanceStatus: stance?.status })) {
    for (const value of values ?? []) {
      const refusal = isUnchecked(value) ? keyNeeded(`${parameter}=${value}`, "EDITOR", viewer) : undefined;
      if (refusal) throw refusal;
    }
  }
}

/** Tells whether somebody may read: everybody if reading is open; otherwise every holder of a key. */
export function mayRead(viewer: Viewer | null, isReadingOpen: boolean): boolean {
  return isReadingOpen || viewer !== null;
}

function higher(need: Need | null, other: Need): Need {
  return need === null || !allows(need.role, other.role) ? other : need;
}

function needOf(
  schema: GraphQLSchema,
  roleOf: RoleOf,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  isReadingOpen: boolean,
): Need | null {
  const own = separateOperations(document)[operation.name?.value ?? ""] ?? document;
  const root = schema.getRootType(operation.operation);
  const typeInfo = new TypeInfo(schema);
  let need: Need | null = null;
  const ask = (of: string, role: Viewer["role"] | undefined) => {
    if (role) need = higher(need, { role, of });
  };
  const Field = () => {
    const parent = typeInfo.getParentType();
    const field = typeInfo.getFieldDef();
    if (!parent || !field) return;
    if (!isReadingOpen && parent === root && !field.name.startsWith("__")) ask(field.name, "READER");
    // A type's directives hold even if the field is selected through an interface of that type.
    for (const type of isAbstractType(parent) ? [parent, ...schema.getPossibleTypes(parent)] : [parent])
      if ("getFields" in type) ask(field.name, roleOf(type.getFields()[field.name]));
  };
  const Enum = ({ value }: EnumValueNode) => ask(value, roleOf(typeInfo.getEnumValue()));
  visit(own, visitWithTypeInfo(typeInfo, { Field, EnumValue: Enum }));
  return need;
}
