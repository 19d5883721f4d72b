import { StatementStatus } from "../../../generated/prisma/client.ts";
import { InputError } from "../../lists/inputError.ts";
import type { FilterField } from "./field.ts";
import { driveBy } from "./selection.ts";
import { enumValues } from "./typed.ts";

/** With any of these statuses; the feed sends published statements only. */
export const statusField: FilterField<readonly StatementStatus[]> = {
  ...enumValues(
    { name: "status", value: "status", words: "with any of these statuses, PUBLISHED by default" },
    StatementStatus,
  ),
  byDefault: ["PUBLISHED"],
  understand(given) {
    const statuses = [...new Set(given)];
    return {
      sql: () => ({ status: driveBy("status", '"StatementStatus"', statuses) }),
      holds() {
        if (statuses.includes("PUBLISHED")) return () => true;
        throw new InputError("filter.status", "Only published statements are sent: leave `filter.status` out.");
      },
    };
  },
};
