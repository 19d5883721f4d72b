import type { ApolloServer, BaseContext } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { faultMessages } from "../graphql/errors.ts";
import { LARGEST_EDIT, limitBodies } from "./bodyLimit.ts";
import { type Deadline, startDeadline } from "./deadline.ts";
import { explorerPolicy } from "./explorer.ts";
import { body, malformedAddress } from "./httpErrors.ts";
import { errorType } from "./mediaTypes.ts";
import { recordOperation } from "./requestLog.ts";

export interface GraphqlOptions<Context extends BaseContext> {
  /** Makes the context of one request; `signal` aborts when the request's time is up or its client has left. */
  createContext: (request: FastifyRequest, signal: AbortSignal) => Context | Promise<Context>;
  /** How long a request may take, in milliseconds. */
  deadlineMs: number;
}

/**
 * Serves a started Apollo server at `/graphql` by "GraphQL over HTTP": GET for queries, POST for every operation. A
 * request whose work does not end at its deadline gets 504, `TIMEOUT`.
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
      handler: (request, reply) =>
        reply
          .code(405)
          .type(errorType(request))
          .header("allow", "GET, POST")
          .send(body("BAD_REQUEST", "Send a GraphQL request by GET or POST.")),
    });
    scope.route<{ Reply: string }>({
      method: ["GET", "POST", "OPTIONS"],
      url: "/graphql",
      config: { authenticated: true, revalidated: true, contentSecurityPolicy: explorerPolicy },
      bodyLimit: LARGEST_EDIT,
      preHandler: refuseMalformedAddress,
      async handler(request, reply) {
        const deadline = startDeadline(reply, deadlineMs);
        request.deadline = deadline;
        const timedOut = deadline.overdue.then(() => {
          request.log.error({ code: "TIMEOUT" }, "request failed");
          void reply.code(504).type(errorType(request));
          return JSON.stringify(body("TIMEOUT", faultMessages.TIMEOUT, request.id));
        });
        return Promise.race([answer.call(this, request, reply), timedOut]);
      },
    });
  });
}

/**
 * Passes every body on to Apollo Server, which knows what a GraphQL request is, and has its own words for an empty body
 * or a strange content type. Only JSON is parsed: a page elsewhere can make its reader's browser send a form or plain
 * text without asking this server first, but not JSON.
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
  // It is read all the same, so that the limit on its size holds.
  scope.addContentTypeParser("*", { parseAs: "buffer" }, (_request, _body, done) => done(null, undefined));
}

// The integration parses the query string as a URL; with a malformed Host header, that would look like an internal
// fault.
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
