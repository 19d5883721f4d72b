import { getDirectiveValues } from "graphql";
import { loadSchema } from "../../src/graphql/schema.ts";

const schema = loadSchema();

/** Returns the error codes of a mutation, from the schema (`@errors`). */
export function codesOf(mutation: string): string[] {
  const field = schema.getMutationType()?.getFields()[mutation];
  const directive = schema.getDirective("errors");
  const declared = field?.astNode && directive && getDirectiveValues(directive, field.astNode);
  return [...((declared?.codes ?? []) as string[])].sort();
}
