import { LARGEST_PAGE, readPageSize } from "../archive/lists/page.ts";
import type { LinksWanted } from "../archive/statements/links.ts";
import type { StatementRow } from "../archive/statements/rows.ts";
import type { StatementLink, StatementLinkKind } from "../generated/prisma/client.ts";
import type { Context } from "./context.ts";
import { momentOf } from "./moments.ts";
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
 * Loads a statement's own links, or those of others to it; for a statement that is shown as it was, those that it had then. Throws
 * InputError for a number that no page has.
 */
export async function loadLinks(
  context: Context,
  end: LinkEnd,
  row: LinkedStatement,
  { kind, first }: LinkArguments,
): Promise<ShownLink[]> {
  const links = await readWanted(context, row, { end, kinds: kind ?? null, each: "judge" }, first);
  const { asOf } = row;
  return asOf ? links.map((link) => ({ ...link, asOf })) : links;
}

/** Loads the statements to which a statement's links of one kind lead, or from which they come, each once, the earliest first. */
export async function loadLinked(
  context: Context,
  end: LinkEnd,
  kind: StatementLinkKind,
  row: LinkedStatement,
  { first }: LinkArguments,
): Promise<StatementRow[]> {
  const links = await readWanted(context, row, { end, kinds: [kind], each: "statement" }, first);
  const others = await Promise.all(
    links.map(({ statementId, targetId }) =>
      statementThen(context, end === "statement" ? targetId : statementId, row.asOf),
    ),
  );
  return others.flatMap((other) => other ?? []);
}

async function readWanted(
  context: Context,
  { id, asOf }: LinkedStatement,
  wanted: Omit<LinksWanted, "first">,
  first: LinkArguments["first"],
): Promise<StatementLink[]> {
  return momentOf(context, asOf).loaders.links.load({
    id,
    ...wanted,
    first: readPageSize("first", first) ?? LARGEST_PAGE,
  });
}
