import type { FastifyInstance } from "fastify";

/** Returns why requests cannot be served now; undefined if they can. It may also reject, or take long. */
export type CheckReadiness = () => Promise<ReadinessProblem | undefined>;

/** The reason, in a word for operators: "database", "migrations". */
export type ReadinessProblem = string;

const LONGEST_CHECK_MS = 2_000;

/**
 * Serves `/healthz`: the process runs (restart it if this fails); and `/readyz`: it can serve, since the database
 * responds and has every migration (send no requests while this is 503).
 */
export function mountHealth(app: FastifyInstance, checkReadiness: CheckReadiness): void {
  app.get("/healthz", async () => ({ status: "ok" }));
  app.get("/readyz", async (request, reply) => {
    const problem = await inTime(checkReadiness()).catch((error: unknown) => {
      request.log.debug({ err: error }, "not ready");
      return "database";
    });
    if (problem === undefined) return { status: "ready" };
    return reply.code(503).send({ status: "not ready", problem });
  });
}

async function inTime<Result>(work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${LONGEST_CHECK_MS} ms`)), LONGEST_CHECK_MS);
  });
  return Promise.race([work, tooLong]).finally(() => clearTimeout(timer));
}
