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
import { allows, type Viewer } from "../keys/keys.ts";
import { forbidden, unauthenticated } from "./errors/refusals.ts";

/** What an operation needs, and the field for whose sake. */
interface Need {
  role: Viewer["role"];
  field: string;
}

/** Says why a viewer may not run an operation of a valid document; undefined where they may. */
export type Authorize = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  viewer: Viewer | null,
) => GraphQLError | undefined;

/**
 * The one place where it is decided who may do what: every door asks it before anything of an operation runs. What a field needs
 * stands in the schema (`@auth`); the operation needs the highest role of its fields, also of those that `@skip` would leave out.
 *
 * Where reading needs a key too, introspection does not: the schema is public (`/schema.graphql`), and tools ask for it before
 * their user has given them a key.
 *
 * @param options.isReadingOpen whether fields without `@auth` need no key, else one of the role READER
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
      ? forbidden(`${needed}; “${viewer.name}” is one of the role ${viewer.role}.`)
      : unauthenticated(`${needed}, sent as \`Authorization: Bearer or_…\`.`);
  };
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
    // What stands in a type holds also where the field is asked for by an interface of it.
    for (const type of isAbstractType(parent) ? [parent, ...schema.getPossibleTypes(parent)] : [parent]) {
      const role = "getFields" in type ? requiredRole(schema, type.getFields()[field.name]) : undefined;
      if (role) ask(field.name, role);
    }
  };
  visit(own, visitWithTypeInfo(typeInfo, { Field }));
  return need;
}

/** What `@auth` says of a field. */
function requiredRole(
  schema: GraphQLSchema,
  field: { astNode?: Parameters<typeof getDirectiveValues>[1] | null } | undefined,
): Viewer["role"] | undefined {
  const directive = schema.getDirective("auth");
  if (!directive || !field?.astNode) return undefined;
  return getDirectiveValues(directive, field.astNode)?.role as Viewer["role"] | undefined;
}
