import { setTimeout as pause } from "node:timers/promises";

/**
 * Repeats the question until it has an answer, and returns that.
 *
 * @throws Error if there is no answer in time
 */
export async function eventually<Answer>(
  ask: () => Answer | undefined | null | false | Promise<Answer | undefined | null | false>,
  deadlineMs = 120_000,
): Promise<Answer> {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    const answer = await ask();
    if (answer) {
      return answer;
    }
    if (Date.now() > deadline) {
      throw new Error(`Nothing came of ${String(ask)} within ${deadlineMs} ms`);
    }
    await pause(20);
  }
}
