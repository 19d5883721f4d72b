import type { GraphQLResolveInfo } from "graphql";
import { edit, type Work } from "../../editing/edit.ts";
import type { MutationResolvers } from "../../generated/graphql.ts";
import { actions } from "../../history/actions.ts";
import type { Context } from "../context.ts";
import { createLoaders } from "../loaders.ts";
import { type AnswerOf, type MutationName, type MutationResolver, payloads } from "../payloads.ts";

type InputOf<Name extends MutationName> = Parameters<MutationResolver<Name>>[1]["input"];

/**
 * The table of actions, held to the schema: a mutation without an action of its name, and with its input, does not
 * compile.
 */
const actionsByName: { [Name in MutationName]: Work<Omit<InputOf<Name>, "idempotencyKey">, AnswerOf<Name>> } = actions;

/** Resolves every mutation: lets the viewer do the action of the field's name, and shows the outcome. */
async function mutation<Name extends MutationName>(
  _: unknown,
  { input: { idempotencyKey, ...input } }: { input: InputOf<Name> },
  context: Context,
  { fieldName }: GraphQLResolveInfo,
) {
  const { viewer, database } = context;
  // Authorization stops whoever has no key; should the schema forget to ask for one, this line stops them.
  if (!viewer) throw new Error(`${fieldName} was asked for without a key`);
  const { reason } = input as { reason?: string | null };
  const request = { action: fieldName, reason, idempotencyKey, input };
  const edited = await edit(database, viewer.editor, request, actionsByName[fieldName as Name]);
  // This payload, and the mutations that follow in the same request, read everything anew.
  context.loaders = createLoaders(database, context.sight);
  context.childLists.clear();
  return { ...(await payloads[fieldName as Name](context.loaders, edited)), userErrors: [...edited.problems] };
}

// And an action without a mutation does not compile either: its name is no key of MutationResolvers.
const mutationNames = Object.keys(actions) as (keyof typeof actions)[] satisfies MutationName[];

export const Mutation = Object.fromEntries(
  mutationNames.map((name) => [name, mutation]),
) as unknown as MutationResolvers;
