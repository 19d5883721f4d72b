import type { Database } from "../../database.ts";
import { findRepeated } from "../../record/printedOnce.ts";
import { refuse } from "../problems.ts";

/**
 * Refuses (`TAKEN`) an edit that has given a printing the key of another (`printingKey`).
 *
 * @param field the field of the input that caused it
 */
export async function expectOnce(
  database: Database,
  field: string,
  appearances: readonly { id: number }[],
): Promise<void> {
  const ids = appearances.map(({ id }) => id);
  const repeated = await findRepeated(database, ids);
  if (repeated.size > 0) refuseRepeated(field);
}

/** Refuses (`TAKEN`) a printing because the article has it already. */
export function refuseRepeated(field: string): never {
  refuse("TAKEN", field, "The article already has a printing of this passage by this speaker.");
}
