import { Prisma, SpeakerStatus } from "../../../generated/prisma/client.ts";
import type { FilterField } from "./field.ts";
import { hasOwnColumn } from "./ownColumn.ts";
import { enumValues } from "./typed.ts";

const { sql } = Prisma;

/** With speakers who are known, unnamed or not resolved. */
export const speakerStatusField: FilterField<readonly SpeakerStatus[]> = {
  ...enumValues(
    { name: "speakerStatus", value: "status", words: "with a speaker of any of these statuses" },
    SpeakerStatus,
  ),
  understand(given, { database }) {
    const statuses = [...new Set(given)];
    const isOfStatus = sql`statement.speaker_status = ANY (${statuses}::"SpeakerStatus"[])`;
    return {
      sql: async () => ({ conditions: [await hasOwnColumn(database, "speakerStatus", isOfStatus)] }),
      holds:
        () =>
        ({ speakerStatus }) =>
          statuses.includes(speakerStatus),
    };
  },
};
