import { randomUUID } from "node:crypto";
import type { FastifyBaseLogger } from "fastify";
import { type ExecutionResult, GraphQLError, type GraphQLFormattedError, type GraphQLSchema, parse } from "graphql";
import { CloseCode, type ConnectionInitMessage, MessageType, makeServer, type Server } from "graphql-ws";
import { provesNothing } from "../../graphql/authentication.ts";
import { errorCodeOf, tooComplex } from "../../graphql/errors.ts";
import { type Deliveries, isLagging } from "../../graphql/subscriptions/deliveries.ts";
import type { Session } from "./socket.ts";
import type { Transport } from "./transport.ts";

/** How long a client may take to begin the protocol. */
const INIT_MS = 5_000;

/** The library only looks at the type of the operation; `subscriptions.begin` does the rest before. */
const operation = { schema: {} as GraphQLSchema, document: parse("subscription { any }") };

/**
 * Runs the protocol `graphql-transport-ws` over any sockets. The first message may carry the key, because pages cannot
 * set the headers of a browser's WebSocket; the answer to it carries the cursors of this moment.
 */
export function openProtocol(transport: Transport, log: FastifyBaseLogger): Server<Session> {
  const { subscriptions, authenticate, limits } = transport;
  // The library passes on only GraphQLErrors, and would serialise them again: the answer to send is kept beside each.
  const shown = new WeakMap<GraphQLError, GraphQLFormattedError>();
  const refuse = (errors: readonly GraphQLFormattedError[]): GraphQLError[] =>
    errors.map((error) => {
      const own = new GraphQLError(error.message);
      shown.set(own, error);
      return own;
    });

  return makeServer<ConnectionInitMessage["payload"], Session>({
    connectionInitWaitTimeout: INIT_MS,
    async onConnect({ connectionParams, extra: session }) {
      session.authorization = authorizationIn(connectionParams) ?? session.authorization;
      try {
        session.viewer = await authenticate(session.authorization, session.address);
        return await subscriptions.cursors();
      } catch (error) {
        // The library closes with "Forbidden" by itself.
        if (errorCodeOf(error) !== "FORBIDDEN") session.drop(provesNothing(error) ? "key" : "fault");
        return false;
      }
    },
    async onSubscribe({ extra: session }, id, { query, operationName, variables }) {
      const { operations, viewer, address } = session;
      if (operations.has(id)) {
        // The library would miss an operation that is still beginning, and that the client has completed already.
        session.close(CloseCode.SubscriberAlreadyExists, "A subscriber with this id exists already.");
        return refuse([{ message: "It exists already." }]);
      }
      if (operations.size >= limits.operations) return refuse([tooMany(operations.size + 1, limits.operations)]);
      operations.set(id, () => {});
      const subscriber = { viewer, address, requestId: randomUUID() };
      const begun = await subscriptions.begin({ query, operationName, variables }, subscriber);
      if ("deliveries" in begun) return { ...operation, contextValue: { session, id, deliveries: begun.deliveries } };
      operations.delete(id);
      return refuse(begun.errors);
    },
    subscribe: ({ contextValue }) => passRequest(contextValue as Begun, transport, log),
    onError: (_context, _id, _payload, errors) => errors.map((error) => shown.get(error) ?? error.toJSON()),
  });
}

function tooMany(actual: number, allowed: number): GraphQLFormattedError {
  const { message, extensions } = tooComplex("number of operations of the connection", actual, allowed);
  return { message, extensions: { code: extensions.code, limit: extensions.limit } };
}

interface Begun {
  session: Session;
  id: string;
  deliveries: Deliveries;
}

/**
 * Sends the results of one operation itself, each when the client can take another. The library gets none: it would
 * serialise them again for every client.
 */
function passRequest(
  { session, id, deliveries }: Begun,
  { guests: { counts } }: Transport,
  log: FastifyBaseLogger,
): AsyncGenerator<ExecutionResult> {
  const beginning = `{"id":${JSON.stringify(id)},"type":"${MessageType.Next}","payload":`;
  let isOver = false;
  const end = async () => {
    if (!isOver) {
      isOver = true;
      session.operations.delete(id);
      counts.subscriptions -= 1;
      await deliveries.return();
    }
    return { done: true, value: undefined } as const;
  };
  counts.subscriptions += 1;
  session.operations.set(id, end);
  const generator = {
    async next() {
      try {
        for (let isTaken = true; isTaken && !isOver; ) {
          const { value } = await deliveries.next();
          if (!value || isOver) break;
          counts.deliveries += 1;
          isTaken = await session.send(`${beginning}${value.result}}`);
        }
      } catch (error) {
        if (!isLagging(error)) log.error({ err: error }, "a subscription failed");
        session.drop(isLagging(error) ? "slow" : "fault");
      }
      return end();
    },
    return: end,
    throw: end,
    [Symbol.asyncIterator]: () => generator,
  };
  return generator as unknown as AsyncGenerator<ExecutionResult>;
}

function authorizationIn(parameters: ConnectionInitMessage["payload"]): string | undefined {
  const given = parameters?.authorization ?? parameters?.Authorization ?? undefined;
  // A value that is not a text becomes the name of its type, which is not a valid key either.
  return given === undefined || typeof given === "string" ? given : typeof given;
}
