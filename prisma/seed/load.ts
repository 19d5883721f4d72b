import type { Database } from "../../src/database.ts";
import type { Asserter } from "../../src/document/asserter.ts";
import { record } from "../../src/record/record.ts";
import { ostrinDam } from "./ostrinDam.ts";
import { truceInIdlib } from "./truceInIdlib.ts";

/** The origin that the demo archive is recorded under. */
export const DEMO: Asserter = { kind: "IMPORT", name: "demo archive" };

/** Loads the demo archive: a real article without its body, and fictional ones. Loading it again changes nothing. */
export async function loadDemo(database: Database): Promise<void> {
  await record(database, truceInIdlib, DEMO);
  await record(database, ostrinDam, DEMO);
}
