import { Prisma } from "../../../generated/prisma/client.ts";
import { InputError } from "../../lists/inputError.ts";
import { bearerIds } from "../../meant.ts";
import type { FilterField } from "./field.ts";
import { hasOwnRow } from "./ownRow.ts";
import { anyValues } from "./typed.ts";

const { sql } = Prisma;

/** Each name is a condition of its own, which the database checks by itself. */
const MOST_ALSO = 10;

/** On each of these topics or a narrower one. A name that several topics bear is met by any of them. */
export const alsoTopicField: FilterField<readonly string[]> = {
  ...anyValues({
    name: "alsoTopic",
    value: "name",
    words: "also on this topic or a narrower one; of several, on each: a name in any script, slug, id or Wikidata id",
    inTitle: "also on",
  }),
  async understand(_names, { database, matches }) {
    const each = (matches.alsoTopic ?? []).map((match) => bearerIds([match]));
    if (each.length > MOST_ALSO) {
      throw new InputError(
        "filter.alsoTopic",
        `\`filter.alsoTopic\` takes at most ${MOST_ALSO} values, not ${each.length}.`,
      );
    }
    // As everywhere, an empty list finds nothing.
    const conditions = each.length > 0 ? each : [[]];
    return {
      sql: async () => ({
        conditions: await Promise.all(
          conditions.map((ids) =>
            hasOwnRow(database, "alsoTopic", "statement_topic", sql`statement_topic.topic_id = ANY (${ids}::bigint[])`),
          ),
        ),
      }),
      holds:
        () =>
        ({ topicIds }) =>
          conditions.every((ids) => topicIds.some((id) => ids.includes(id))),
    };
  },
};
