import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { GraphQLFormattedError } from "graphql";
import { type Deliveries, isLagging } from "../../graphql/subscriptions/deliveries.ts";
import { body } from "../httpErrors.ts";
import { type EventStream, openEventStream } from "./events.ts";
import { guestRefusals, hasLostKey, RETRY_AFTER_SECONDS } from "./guests.ts";
import { readRequest } from "./streamRequest.ts";
import type { Transport } from "./transport.ts";

/**
 * Serves subscriptions as streams of events at `/graphql/stream`, by GET or POST. Each event has its cursor as `id`, so
 * a browser's EventSource continues where it was (`Last-Event-ID`). Errors of the operation are sent as events, by the
 * protocol of graphql-sse: a browser does not show its page any other answer.
 *
 * It is written by hand: the handler of graphql-sse buffers without limit for a slow reader, and has no ids.
 */
export function mountStream(app: FastifyInstance, transport: Transport): { close(): Promise<void> } {
  const open = new Set<Deliveries>();
  app.route({
    method: ["GET", "POST"],
    url: "/graphql/stream",
    exposeHeadRoute: false,
    config: { authenticated: true },
    async handler(request, reply) {
      const given = readRequest(request);
      request.operation = {
        ...(given.operationName && { name: given.operationName }),
        type: "subscription",
        codes: [],
      };
      // If the client left while its key was read, no `close` event will follow.
      if (reply.raw.destroyed) return reply.hijack();
      const guest = transport.guests.admit(request.ip);
      if ("refused" in guest) {
        const { refused } = guest;
        void reply.code(refused).header("retry-after", RETRY_AFTER_SECONDS);
        return body(refused === 429 ? "RATE_LIMITED" : "UNAVAILABLE", guestRefusals[refused]);
      }
      reply.raw.once("close", guest.leave);
      const { viewer, ip: address, id: requestId } = request;
      const subscriber = { viewer, address, requestId, lastCursor: lastEventId(request) };
      const begun = await transport.subscriptions.begin(given, subscriber);
      if (reply.raw.destroyed) {
        if ("deliveries" in begun) await begun.deliveries.return();
        return reply.hijack();
      }
      const stream = openStream(reply, transport, {
        authorization: request.headers.authorization,
        address: request.ip,
      });
      if ("errors" in begun) {
        await stream.send({ name: "next", data: JSON.stringify(begun) });
        // In an outage the last event is left out, so that the reader connects again.
        if (!isOutage(begun)) await stream.send({ name: "complete", data: "" });
        return stream.end();
      }
      const { deliveries } = begun;
      open.add(deliveries);
      transport.guests.counts.subscriptions += 1;
      reply.raw.once("close", () => void deliveries.return());
      try {
        await passEvents(deliveries, stream, transport);
      } catch (error) {
        // Without a last event, so that the reader connects again and continues where it was.
        if (isLagging(error)) transport.guests.counts.drops.slow += 1;
        else request.log.error({ err: error }, "a stream of events failed");
        stream.end();
      } finally {
        open.delete(deliveries);
        transport.guests.counts.subscriptions -= 1;
      }
    },
  });
  return { close: async () => void (await Promise.all([...open].map((deliveries) => deliveries.return()))) };
}

/** Reads the id of the last event, which a browser sends when it connects again. */
function lastEventId({ headers }: FastifyRequest): string | undefined {
  const id = headers["last-event-id"];
  return typeof id === "string" && id !== "" ? id : undefined;
}

function openStream(
  reply: FastifyReply,
  { limits: { keepAliveMs }, guests: { counts }, authenticate }: Transport,
  who: Parameters<typeof hasLostKey>[1],
): EventStream {
  return openEventStream(reply, {
    keepAliveMs,
    onSlow() {
      counts.drops.slow += 1;
    },
    async isWelcome() {
      const isLost = await hasLostKey(authenticate, who);
      if (isLost) counts.drops.key += 1;
      return !isLost;
    },
  });
}

/**
 * Sends events until the reader leaves or the server stops. The stream ends without a last event, so the reader
 * connects again.
 */
async function passEvents(
  deliveries: Deliveries,
  stream: EventStream,
  { guests: { counts } }: Transport,
): Promise<void> {
  let isRead = await stream.send({ id: deliveries.begin });
  while (isRead) {
    const { done, value } = await deliveries.next();
    if (done || !value) break;
    isRead = await stream.send({ id: value.cursor, name: "next", data: value.result });
    counts.deliveries += 1;
  }
  stream.end();
}

function isOutage({ errors }: { errors: readonly GraphQLFormattedError[] }): boolean {
  return errors.every(({ extensions }) => extensions?.code === "UNAVAILABLE");
}
