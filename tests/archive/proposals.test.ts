import { beforeAll, describe, expect, test } from "@jest/globals";
import { list, type ProposalOrder } from "../../src/archive/appearances/proposals.ts";
import { encodeCursor } from "../../src/archive/lists/keyset.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { openArchive } from "../helpers/archive.ts";
import { flatten, type PlanNode } from "../helpers/plan.ts";

const { sql, raw } = Prisma;

/** Two thousand articles with ten proposals each, of which every twentieth waits. */
const QUEUE = `
INSERT INTO origin (kind, name, version) VALUES ('EXTRACTOR', 'test', '1');
INSERT INTO source (slug, name, kind) VALUES ('post', 'Post', 'OUTLET');
INSERT INTO article (url, headline, published_at, published_at_precision, language, source_id)
SELECT 'https://example.org/' || n, 'Article ' || n, timestamptz '2010-01-01' + n * interval '4 hours', 'TIME', 'en', 1
FROM generate_series(1, 2000) AS n;
INSERT INTO statement (speaker_status, text, kind, said_at, said_at_precision, said_at_basis, language, status, origin_id)
SELECT 'UNKNOWN', 'Statement ' || n, 'INDIRECT', timestamptz '2010-01-01', 'DAY', 'PUBLICATION', 'en',
  CASE WHEN n % 20 = 0 THEN 'PROPOSED'::"StatementStatus" ELSE 'PUBLISHED' END, 1
FROM generate_series(1, 20000) AS n;
INSERT INTO appearance (statement_id, article_id, position, text, kind, exact, origin_id)
SELECT n, 1 + (n - 1) / 10, n % 10, 'Statement ' || n, 'INDIRECT', 'Statement ' || n, 1 FROM generate_series(1, 20000) AS n;
INSERT INTO proposal (appearance_id, article_id, extractor, confidence, pending, reviewer_id, reviewed_at)
SELECT id, article_id, 'test@1', (hashint4(id::int) & 1023) / 1024.0, id % 20 = 0,
  CASE WHEN id % 20 > 0 THEN 1 END, CASE WHEN id % 20 > 0 THEN now() END
FROM appearance;
ANALYZE`;

const archive = openArchive({ statementTimeoutMs: 0 });
beforeAll(() => archive.pool.query(QUEUE));

/** Returns the kinds of nodes and the names of indexes in the plan of a page, and how many proposals were read. */
async function planOf(order: ProposalOrder, page: object) {
  const { select } = await list(archive, {}, order, page);
  const [row] = await archive.query<{ "QUERY PLAN": [{ Plan: PlanNode }] }>(
    sql`${raw("EXPLAIN (ANALYZE, FORMAT JSON)")} ${select}`,
  );
  const nodes = flatten((row as { "QUERY PLAN": [{ Plan: PlanNode }] })["QUERY PLAN"][0].Plan);
  return {
    indexes: nodes.flatMap((node) => node["Index Name"] ?? []),
    read: Math.max(...nodes.filter((node) => node["Relation Name"] === "proposal").map((node) => node["Actual Rows"])),
  };
}

describe("a page of the queue", () => {
  const late = encodeCursor({ name: "proposals.READING", columns: [], direction: "ASC" }, [1990, 3]);
  const low = encodeCursor({ name: "proposals.CONFIDENCE", columns: [], direction: "DESC" }, [0.01, 1]);

  test.each<[string, ProposalOrder, object, string]>([
    ["article by article", "READING", { first: 20 }, "proposal_pending_article_id_idx"],
    ["near the end", "READING", { first: 20, after: late }, "proposal_"],
    ["the surest first", "CONFIDENCE", { first: 20 }, "proposal_pending_confidence_appearance_id_idx"],
    ["of the least sure", "CONFIDENCE", { first: 20, after: low }, "proposal_pending_confidence_appearance_id_idx"],
  ])(
    "A page of proposals, %s, is read by an index and not by reading the whole queue",
    async (_, order, page, index) => {
      const plan = await planOf(order, page);
      expect(plan.indexes).toContainEqual(expect.stringContaining(index));
      expect(plan.read).toBeLessThan(200);
    },
  );
});
