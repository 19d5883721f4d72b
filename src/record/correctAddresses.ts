import type { Database } from "../database.ts";
import type { Asserter } from "../document/asserter.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { openRecorder } from "./recorder.ts";
import { rowsAsTable } from "./write.ts";

const { sql } = Prisma;

/** Corrects the addresses of articles, in the caller's transaction, so that their corrected files update them and add no new ones. */
export async function correctAddresses(
  database: Database,
  asserter: Asserter,
  corrected: readonly { from: string; to: string }[],
): Promise<void> {
  if (corrected.length === 0) return;
  await openRecorder(database, asserter);
  await database.query(
    sql`
/* record.article.address */
UPDATE article
SET url = given.to_url
FROM ${rowsAsTable(
      { fromUrl: "text", toUrl: "text" },
      corrected.map(({ from, to }) => ({ fromUrl: from, toUrl: to })),
    )}
WHERE article.url = given.from_url`,
  );
}
