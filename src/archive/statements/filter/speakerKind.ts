import { Prisma, SpeakerKind } from "../../../generated/prisma/client.ts";
import type { FilterField } from "./field.ts";
import { enumValues } from "./typed.ts";

/** By speakers of any of these sorts. */
export const speakerKindField: FilterField<readonly SpeakerKind[]> = {
  ...enumValues({ name: "speakerKind", value: "kind", words: "by speakers of any of these sorts" }, SpeakerKind),
  understand(given) {
    const kinds = [...new Set(given)];
    const condition = Prisma.sql`EXISTS (
  SELECT FROM speaker WHERE speaker.id = statement.speaker_id AND speaker.kind::text = ANY (${kinds}) OFFSET 0
)`;
    return {
      sql: () => ({ conditions: [condition] }),
      holds:
        () =>
        ({ speakerKind }) =>
          speakerKind !== null && kinds.includes(speakerKind),
    };
  },
};
