import { LARGEST_PAGE, readPageSize } from "../archive/lists/page.ts";
import type { LinksWanted } from "../archive/statements/links.ts";
import type { StatementRow } from "../archive/statements/rows.ts";
import type { StatementLink, StatementLinkKind } from "../generated/prisma/client.ts";
import type { Context } from "./context.ts";
import { statementThen } from "./nodes.ts";

/** A link, and the instant as of which its statements are shown; undefined if they are shown as they are now. */
export interface ShownLink extends StatementLink {
  asOf?: Date;
}

type LinkEnd = LinksWanted["end"];
type LinkedStatement = Pick<StatementRow, "id" | "asOf">;

/** What the fields of links take. */
interface LinkArguments {
  kind?: readonly StatementLinkKind[] | null | undefined;
  first?: number | null | undefined;
}

/**
 * Loads a statement's own links, or those of others to it. Links of a statement that is shown as it was are those of today, between
 * statements that existed then. Throws InputError for a number that no page has.
 */
export async function loadLinks(
  context: Context,
  end: LinkEnd,
  { id, asOf }: LinkedStatement,
  { kind, first }: LinkArguments,
): Promise<ShownLink[]> {
  const links = await readWanted(context, id, { end, kinds: kind ?? null, each: "judge" }, first);
  if (!asOf) return links;
  const others = await loadOthers(context, end, links, asOf);
  return links.flatMap((link, i) => (others[i] ? { ...link, asOf } : []));
}

/** Loads the statements to which a statement's links of one kind lead, or from which they come, each once, the earliest first. */
export async function loadLinked(
  context: Context,
  end: LinkEnd,
  kind: StatementLinkKind,
  { id, asOf }: LinkedStatement,
  { first }: LinkArguments,
): Promise<StatementRow[]> {
  const links = await readWanted(context, id, { end, kinds: [kind], each: "statement" }, first);
  const others = await loadOthers(context, end, links, asOf);
  return others.flatMap((other) => other ?? []);
}

async function readWanted(
  { loaders }: Context,
  id: number,
  wanted: Omit<LinksWanted, "first">,
  first: LinkArguments["first"],
): Promise<StatementLink[]> {
  return loaders.links.load({ id, ...wanted, first: readPageSize("first", first) ?? LARGEST_PAGE });
}

/** Loads the statement at the other end of each link; null for one that did not exist at the instant. */
async function loadOthers(
  context: Context,
  end: LinkEnd,
  links: readonly StatementLink[],
  asOf: Date | undefined,
): Promise<(StatementRow | null)[]> {
  return Promise.all(
    links.map(({ statementId, targetId }) =>
      statementThen(context, end === "statement" ? targetId : statementId, asOf),
    ),
  );
}
