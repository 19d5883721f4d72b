import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { GraphQLFormattedError } from "graphql";
import { type Deliveries, isLagging } from "../../graphql/subscriptions/deliveries.ts";
import { body } from "../httpErrors.ts";
import { type EventStream, openEventStream } from "./events.ts";
import { guestRefusals, hasLostKey, RETRY_AFTER_SECONDS } from "./guests.ts";
import { readRequest } from "./streamRequest.ts";
import type { Transport } from "./transport.ts";

/**
 * `/graphql/stream`: a subscription by GET or POST, answered as a stream of events. Each has its cursor as `id`, so a browser's
 * EventSource goes on where it was by itself (`Last-Event-ID`). What is wrong with the operation is told as an event, as the
 * protocol of graphql-sse has it: a browser shows no other answer to its page.
 *
 * Written by hand: the handler of graphql-sse keeps all that a slow reader has not taken yet, and knows no ids.
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
      // Who has gone while their key was looked at will not be heard to leave.
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
        // Without the last event where it will pass: the reader comes again by itself.
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
        // Without a last event, so that the reader begins again where it was.
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

/** A browser tells it by itself when it connects again. */
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

/** Until there is nobody to read, or the server stops; then the stream ends without a last event, and the reader comes again. */
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
