import type { FastifyInstance } from "fastify";

/** Answers whether requests can be served now; rejects, or takes long, when they cannot. */
export type CheckReadiness = () => Promise<ReadinessProblem | undefined>;

/** Why not, in a word that an operator understands: "database", "migrations". */
export type ReadinessProblem = string;

const LONGEST_CHECK_MS = 2_000;

/**
 * `/healthz`: the process runs (restart it when this fails). `/readyz`: it can serve (send no requests while this is 503):
 * the database answers and has every migration.
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
