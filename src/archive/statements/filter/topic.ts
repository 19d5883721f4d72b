import { Prisma } from "../../../generated/prisma/client.ts";
import { parentKey } from "../../lists/list.ts";
import { bearerIds } from "../../meant.ts";
import type { FilterField } from "./field.ts";
import { driveBy } from "./selection.ts";
import { anyValues } from "./typed.ts";

const { sql } = Prisma;

/** On any of these topics or a narrower one. */
export const topicField: FilterField<readonly string[]> = {
  ...anyValues({
    name: "topic",
    value: "name",
    words: "on any of these topics or a narrower one: a name in any script, slug, id or Wikidata id",
    inTitle: "on",
  }),
  belowParent: { topic: { from: null, value: parentKey, values: null, count: 1 } },
  understand(_names, { matches, below }) {
    const ids = bearerIds(matches.topic ?? []);
    return {
      sql: () => (below === "topic" ? { conditions: [alsoOn(ids)] } : { topic: driveBy("topic", "bigint", ids) }),
      holds() {
        const wanted = new Set(ids);
        return ({ topicIds }) => topicIds.some((id) => wanted.has(id));
      },
    };
  },
};

function alsoOn(topicIds: number[]): Prisma.Sql {
  return sql`EXISTS (
  SELECT FROM statement_topic AS other WHERE other.statement_id = statement.id AND other.topic_id = ANY (${topicIds}::bigint[])
)`;
}
