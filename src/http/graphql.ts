import type { ApolloServer, BaseContext } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { faultMessages } from "../graphql/errors.ts";
import { LARGEST_EDIT, limitBodies } from "./bodyLimit.ts";
import { type Deadline, startDeadline } from "./deadline.ts";
import { body, malformedAddress } from "./httpErrors.ts";
import { recordOperation } from "./requestLog.ts";

export interface GraphqlOptions<Context extends BaseContext> {
  /** Makes the context of one request; `signal` aborts when the request's time is up or its client has gone away. */
  createContext: (request: FastifyRequest, signal: AbortSignal) => Context | Promise<Context>;
  /** How long a request may take, in milliseconds. */
  deadlineMs: number;
}

/**
 * Serves a started Apollo server at `/graphql`: GET for queries, POST for everything, as "GraphQL over HTTP" has it.
 * A request whose work does not end at its deadline is answered without it: 504, `TIMEOUT`.
 */
export async function mountGraphql<Context extends BaseContext>(
  app: FastifyInstance,
  apollo: ApolloServer<Context>,
  { createContext, deadlineMs }: GraphqlOptions<Context>,
): Promise<void> {
  const answer = fastifyApolloHandler(apollo, {
    context: async (request: FastifyRequest) => {
      const context = await createContext(request, request.deadline?.signal ?? new AbortController().signal);
      request.operation = recordOperation(context);
      return context;
    },
  });
  await app.register(async (scope) => {
    scope.decorateRequest("deadline", null);
    limitBodies(scope);
    parseBodies(scope);
    scope.route({
      method: ["PUT", "PATCH", "DELETE"],
      url: "/graphql",
      handler: (_request, reply) =>
        reply
          .code(405)
          .header("allow", "GET, POST")
          .send(body("BAD_REQUEST", "A GraphQL request is sent by GET or POST.")),
    });
    scope.route<{ Reply: string }>({
      method: ["GET", "POST", "OPTIONS"],
      url: "/graphql",
      config: { authenticated: true, revalidated: true },
      bodyLimit: LARGEST_EDIT,
      preHandler: refuseMalformedAddress,
      async handler(request, reply) {
        const deadline = startDeadline(reply, deadlineMs);
        request.deadline = deadline;
        const timedOut = deadline.overdue.then(() => {
          request.log.error({ code: "TIMEOUT" }, "request failed");
          void reply.code(504).type("application/json; charset=utf-8");
          return JSON.stringify(body("TIMEOUT", faultMessages.TIMEOUT, request.id));
        });
        return Promise.race([answer.call(this, request, reply), timedOut]);
      },
    });
  });
}

/**
 * Hands every body on to Apollo Server, which knows what a GraphQL request is: an empty body or a strange content type is
 * answered in its words. Only JSON is read; a form, which a stranger's page could send, never is.
 */
function parseBodies(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser("application/json", { parseAs: "string" }, (_request, text, done) => {
    if (text === "") return done(null, undefined);
    try {
      done(null, JSON.parse(String(text)));
    } catch {
      done(Object.assign(new Error("Invalid JSON in the request's body."), { statusCode: 400 }));
    }
  });
  // Read all the same, so that its size is held to the limit.
  scope.addContentTypeParser("*", { parseAs: "buffer" }, (_request, _body, done) => done(null, undefined));
}

// The integration reads the query string by way of a URL; a Host header that makes none would look like a fault of ours.
async function refuseMalformedAddress({
  url,
  protocol,
  hostname,
}: Pick<FastifyRequest, "url" | "protocol" | "hostname">) {
  if (URL.canParse(url, `${protocol}://${hostname}/`)) return;
  throw malformedAddress();
}

declare module "fastify" {
  interface FastifyRequest {
    deadline: Deadline | null;
  }
}
