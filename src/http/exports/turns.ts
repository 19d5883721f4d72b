import { availableParallelism } from "node:os";
import type { FastifyReply } from "fastify";
import { httpStatuses, retryHeaders } from "../../graphql/errors.ts";
import { body } from "../httpErrors.ts";

/** The files that one asker may read at once. */
export const MOST_FILES_EACH = 2;

/** The files that are written at once, for everybody: each keeps the process busy as fast as its reader takes it. */
const MOST_FILES = Math.max(2 * MOST_FILES_EACH, availableParallelism());

/**
 * Makes the function that lets somebody read a file, until the connection closes, or answers 429 or 503 and returns false
 * if too many are being read.
 */
export function fileTurns(): (who: string, reply: FastifyReply) => boolean {
  const open = new Map<string, number>();
  let all = 0;
  return (who, reply) => {
    const own = open.get(who) ?? 0;
    if (own >= MOST_FILES_EACH) {
      const message = `You are reading ${own} files already; begin another when one of them has ended.`;
      return refuseFile(reply, "RATE_LIMITED", message);
    }
    if (all >= MOST_FILES) {
      const message = "Too many files are being read at the moment. Please try again shortly.";
      return refuseFile(reply, "UNAVAILABLE", message);
    }
    open.set(who, own + 1);
    all += 1;
    reply.raw.once("close", () => {
      all -= 1;
      const left = (open.get(who) ?? 1) - 1;
      if (left > 0) open.set(who, left);
      else open.delete(who);
    });
    return true;
  };
}

function refuseFile(reply: FastifyReply, code: "RATE_LIMITED" | "UNAVAILABLE", message: string): false {
  const status = httpStatuses[code] as number;
  void reply.code(status).headers(retryHeaders(status)).send(body(code, message));
  return false;
}
