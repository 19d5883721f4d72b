import type { Clearance } from "./globalSetup.ts";

/** Stops the server of the run and removes its data. */
export default async function globalTeardown(): Promise<void> {
  await (globalThis as Clearance).onrecordClearance?.();
}
