import { Prisma, TagBasis } from "../../../generated/prisma/client.ts";
import { orByIds } from "../../lists/fewIds.ts";
import { InputError } from "../../lists/inputError.ts";
import { parentKey } from "../../lists/list.ts";
import { bearerIds } from "../../meant.ts";
import { withNarrower } from "../../topics.ts";
import type { FilterField } from "./field.ts";
import { enumValues } from "./typed.ts";

const { sql } = Prisma;

/**
 * For any of these reasons on the topics of `topic`, and on the parent below a topic: those of all tags with such a topic or
 * with a narrower one.
 */
export const topicBasisField: FilterField<readonly TagBasis[]> = {
  ...enumValues(
    {
      name: "topicBasis",
      value: "reason",
      words: "on the topics of `topic`, which it needs, for any of these reasons",
    },
    TagBasis,
  ),
  async understand(given, { database, matches, below }) {
    const isBelowTopic = below === "topic";
    if (!matches.topic && !isBelowTopic) {
      throw new InputError(
        "filter.topicBasis",
        "`filter.topicBasis` is about the topics of `filter.topic`, which it needs.",
      );
    }
    const bases = [...new Set(given)];
    const topicIds = matches.topic && (await withNarrower(database, bearerIds(matches.topic)));
    const inFilter = sql`ANY (${topicIds}::bigint[])`;
    const underParent = sql`ANY (SELECT topic_id FROM topic_ancestor WHERE ancestor_id = ${parentKey})`;
    const isForOne = sql`statement_tag.basis = ANY (${bases}::"TagBasis"[])`;
    return {
      async sql() {
        const either = {
          name: "statements.few.topicBasis",
          id: sql`statement.id`,
          condition: hasTagFor(isForOne, inFilter),
          ids: sql`SELECT statement_id AS id FROM statement_tag WHERE topic_id = ${inFilter} AND ${isForOne}`,
        };
        const ofFilter = topicIds ? [await orByIds(database, either)] : [];
        const ofParent = isBelowTopic ? [anyTag(isForOne, underParent), hasTagFor(isForOne, underParent)] : [];
        return { conditions: [...ofFilter, ...ofParent] };
      },
      holds() {
        const wanted = new Set(topicIds);
        return ({ tags }) => tags.some(({ topicId, basis }) => wanted.has(topicId) && bases.includes(basis));
      },
    };
  },
};

/** OFFSET 0 makes PostgreSQL run the subquery for each row of a page; otherwise it would first join the whole archive. */
function hasTagFor(isForOne: Prisma.Sql, topics: Prisma.Sql): Prisma.Sql {
  return sql`EXISTS (
  SELECT
  FROM statement_tag
  WHERE statement_tag.statement_id = statement.id AND statement_tag.topic_id = ${topics} AND ${isForOne}
  OFFSET 0
)`;
}

/** The same for any statement: it is asked once for each parent, and spares a walk through all statements of one that has no such tag. */
function anyTag(isForOne: Prisma.Sql, topics: Prisma.Sql): Prisma.Sql {
  return sql`EXISTS (SELECT FROM statement_tag WHERE statement_tag.topic_id = ${topics} AND ${isForOne} OFFSET 0)`;
}
