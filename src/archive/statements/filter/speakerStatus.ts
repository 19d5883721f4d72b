import { Prisma, SpeakerStatus } from "../../../generated/prisma/client.ts";
import type { FilterField } from "./field.ts";
import { enumValues } from "./typed.ts";

/** With speakers who are known, unnamed or not resolved. */
export const speakerStatusField: FilterField<readonly SpeakerStatus[]> = {
  ...enumValues(
    { name: "speakerStatus", value: "status", words: "with a speaker of any of these statuses" },
    SpeakerStatus,
  ),
  understand(given) {
    const statuses = [...new Set(given)];
    return {
      sql: () => ({ conditions: [Prisma.sql`statement.speaker_status::text = ANY (${statuses})`] }),
      holds:
        () =>
        ({ speakerStatus }) =>
          statuses.includes(speakerStatus),
    };
  },
};
