import { Prisma, SpeakerKind } from "../../../generated/prisma/client.ts";
import { orByIds } from "../../lists/fewIds.ts";
import type { FilterField } from "./field.ts";
import { enumValues } from "./typed.ts";

const { sql } = Prisma;

/** By speakers of any of these sorts. */
export const speakerKindField: FilterField<readonly SpeakerKind[]> = {
  ...enumValues({ name: "speakerKind", value: "kind", words: "by speakers of any of these sorts" }, SpeakerKind),
  understand(given, { database }) {
    const kinds = [...new Set(given)];
    const isOfKind = sql`speaker.kind::text = ANY (${kinds})`;
    const either = {
      name: "statements.few.speakerKind",
      id: sql`statement.id`,
      condition: sql`EXISTS (SELECT FROM speaker WHERE speaker.id = statement.speaker_id AND ${isOfKind} OFFSET 0)`,
      ids: sql`SELECT statement.id FROM speaker JOIN statement ON statement.speaker_id = speaker.id WHERE ${isOfKind}`,
    };
    return {
      sql: async () => ({ conditions: [await orByIds(database, either)] }),
      holds:
        () =>
        ({ speakerKind }) =>
          speakerKind !== null && kinds.includes(speakerKind),
    };
  },
};
