import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  getDirectiveValues,
  isAbstractType,
  type OperationDefinitionNode,
  separateOperations,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { Viewer } from "../keys/keys.ts";
import { allows } from "../keys/roles.ts";
import { forbidden, unauthenticated } from "./errors/refusals.ts";

/** The role that an operation needs, and the field that needs it. */
interface Need {
  role: Viewer["role"];
  field: string;
}

/** Returns the reason why a viewer may not run an operation of a valid document; undefined if they may. */
export type Authorize = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  viewer: Viewer | null,
) => GraphQLError | undefined;

/**
 * Makes the function that decides who may run what; every transport asks it before anything of an operation runs. The
 * schema names the role that a field needs (`@auth`); an operation needs the highest role of its fields, even of those
 * that `@skip` leaves out.
 *
 * Introspection never needs a key: the schema is public (`/schema.graphql`), and tools read it before their user has
 * entered a key.
 *
 * @param options.isReadingOpen whether fields without `@auth` need no key; otherwise they need the role READER
 */
export function authorization(schema: GraphQLSchema, { isReadingOpen }: { isReadingOpen: boolean }): Authorize {
  const needs = new WeakMap<OperationDefinitionNode, Need | null>();
  return (document, operation, viewer) => {
    let need = needs.get(operation);
    if (need === undefined) {
      need = needOf(schema, document, operation, isReadingOpen);
      needs.set(operation, need);
    }
    if (need === null || (viewer && allows(viewer.role, need.role))) return undefined;
    const needed = `\`${need.field}\` needs a key of the role ${need.role}`;
    return viewer
      ? forbidden(`${needed}; “${viewer.name}” has the role ${viewer.role}.`)
      : unauthenticated(`${needed}, sent as \`Authorization: Bearer or_…\`.`);
  };
}

/**
 * Tells whether somebody may edit the archive and see what only editors see. In the schema, mutations say so by
 * `@auth`.
 */
export function mayEdit(viewer: Viewer | null): boolean {
  return viewer !== null && allows(viewer.role, "EDITOR");
}

/** Tells whether somebody may read: everybody if reading is open; otherwise every holder of a key. */
export function mayRead(viewer: Viewer | null, isReadingOpen: boolean): boolean {
  return isReadingOpen || viewer !== null;
}

function needOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  isReadingOpen: boolean,
): Need | null {
  const own = separateOperations(document)[operation.name?.value ?? ""] ?? document;
  const root = schema.getRootType(operation.operation);
  const typeInfo = new TypeInfo(schema);
  let need: Need | null = null;
  const ask = (field: string, role: Viewer["role"]) => {
    if (need === null || !allows(need.role, role)) need = { role, field };
  };
  const Field = () => {
    const parent = typeInfo.getParentType();
    const field = typeInfo.getFieldDef();
    if (!parent || !field) return;
    if (!isReadingOpen && parent === root && !field.name.startsWith("__")) ask(field.name, "READER");
    // A type's directives hold even if the field is selected through an interface of that type.
    for (const type of isAbstractType(parent) ? [parent, ...schema.getPossibleTypes(parent)] : [parent]) {
      const role = "getFields" in type ? requiredRole(schema, type.getFields()[field.name]) : undefined;
      if (role) ask(field.name, role);
    }
  };
  visit(own, visitWithTypeInfo(typeInfo, { Field }));
  return need;
}

/** Reads the role that a field needs from its `@auth`; undefined without one. */
function requiredRole(
  schema: GraphQLSchema,
  field: { astNode?: Parameters<typeof getDirectiveValues>[1] | null } | undefined,
): Viewer["role"] | undefined {
  const directive = schema.getDirective("auth");
  if (!directive || !field?.astNode) return undefined;
  return getDirectiveValues(directive, field.astNode)?.role as Viewer["role"] | undefined;
}
