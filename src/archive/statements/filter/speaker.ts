import { Prisma } from "../../../generated/prisma/client.ts";
import { parentKey } from "../../lists/list.ts";
import { bearerIds } from "../../meant.ts";
import { underSpeakers, withGroups } from "../../speakers.ts";
import type { FilterField } from "./field.ts";
import { driveBy, driveByEach } from "./selection.ts";
import { anyValues } from "./typed.ts";

const { sql } = Prisma;

/** By any of these speakers, alone or in a group. */
export const speakerField: FilterField<readonly string[]> = {
  ...anyValues({
    name: "speaker",
    value: "name",
    words: "by any of these speakers: a name in any script, slug, id or Wikidata id",
    inTitle: "by",
  }),
  belowParent: { speaker: driveByEach("speaker", sql`(${withGroups(parentKey)})`) },
  async understand(_names, { database, matches, below }) {
    const ids = await underSpeakers(database, bearerIds(matches.speaker ?? []));
    return {
      sql: () =>
        below === "speaker"
          ? { conditions: [sql`statement.speaker_id = ANY (${ids}::bigint[])`] }
          : { speaker: driveBy("speaker", "bigint", ids) },
      holds() {
        const wanted = new Set<number | null>(ids);
        return ({ speakerId }) => wanted.has(speakerId);
      },
    };
  },
};
