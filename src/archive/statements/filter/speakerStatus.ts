import { Prisma, SpeakerStatus } from "../../../generated/prisma/client.ts";
import type { FilterField } from "./field.ts";
import { enumValues } from "./typed.ts";

const { sql } = Prisma;

/** With speakers who are known, unnamed or not resolved. */
export const speakerStatusField: FilterField<readonly SpeakerStatus[]> = {
  ...enumValues(
    { name: "speakerStatus", value: "status", words: "with a speaker of any of these statuses" },
    SpeakerStatus,
  ),
  understand(given) {
    const statuses = [...new Set(given)];
    // Only identified speakers have an id; without one, an index finds the statements.
    const isNobody = statuses.includes("IDENTIFIED") ? sql`TRUE` : sql`statement.speaker_id IS NULL`;
    return {
      sql: () => ({ conditions: [sql`(${isNobody} AND statement.speaker_status::text = ANY (${statuses}))`] }),
      holds:
        () =>
        ({ speakerStatus }) =>
          statuses.includes(speakerStatus),
    };
  },
};
