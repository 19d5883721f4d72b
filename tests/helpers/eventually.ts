import { setTimeout as pause } from "node:timers/promises";

/**
 * Asks again and again until the answer is something, and gives that.
 *
 * @throws Error when there is none in time
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
