import { articleAddressOf } from "../../document/address.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { normalizeName } from "../../text/names.ts";
import { wordingDigest } from "../../text/wording.ts";
import type { Range } from "./sqlRule.ts";

const { sql, raw } = Prisma;

/** A column that is derived in JavaScript when it is written, so that only JavaScript can verify it. */
export interface DerivedRule {
  rule: string;
  table: string;
  /** Selects the rows in a range: `id`, `from` (what the column is derived from) and `stored`. */
  rows: (range: Range) => Prisma.Sql;
  derive: (from: string) => string | null;
  message: string;
}

const normalizedNames = ["source_name", "speaker_name", "topic_name", "proposition_name"].map(
  (table): DerivedRule => ({
    rule: "normalized_name",
    table,
    rows: (inRange) =>
      sql`SELECT id, name AS "from", normalized AS stored FROM ${raw(table)} WHERE ${inRange(sql`id`)}`,
    derive: normalizeName,
    message: "is not stored in the form that it is looked up by",
  }),
);

const wordings: DerivedRule = {
  rule: "wording_digest",
  table: "statement",
  rows: (inRange) => sql`
SELECT id, text AS "from", wording_digest AS stored FROM statement WHERE kind = 'DIRECT' AND ${inRange(sql`id`)}`,
  derive: wordingDigest,
  message: "does not have the digest of its wording",
};

/** Archives from before addresses were brought into one form have others, beside which a new import makes a second article. */
const addresses: DerivedRule = {
  rule: "address",
  table: "article",
  rows: (inRange) => sql`SELECT id, url AS "from", url AS stored FROM article WHERE ${inRange(sql`id`)}`,
  derive: articleAddressOf,
  message:
    "has an address with a reader's traces (utm_…, #:~:text=, a host in capitals): undo its import and import the file again",
};

/** The rules that need the functions by which the columns were derived. */
export const derivedRules: readonly DerivedRule[] = [...normalizedNames, wordings, addresses];
