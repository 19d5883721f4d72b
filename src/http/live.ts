import type { FastifyInstance } from "fastify";
import { type Guests, openGuests } from "./live/guests.ts";
import { mountStream } from "./live/stream.ts";
import type { LiveOptions } from "./live/transport.ts";
import { mountWebSocket } from "./live/webSocket.ts";

/** The live feed over the network. */
export interface Live {
  counts: Guests["counts"];
  /** Ends all connections politely, and admits no more. */
  close(): Promise<void>;
}

/**
 * Serves subscriptions over WebSocket at `/graphql` (the protocol of graphql-ws) and as Server-Sent Events at
 * `/graphql/stream` (that of graphql-sse, one stream for each operation). Both buffer only the few results that are on
 * their way to a reader.
 */
export function mountLive(app: FastifyInstance, options: LiveOptions): Live {
  const guests = openGuests(options.limits);
  const transport = { ...options, guests };
  const stream = mountStream(app, transport);
  const webSocket = mountWebSocket(app, transport);
  return {
    counts: guests.counts,
    async close() {
      guests.close();
      await Promise.all([stream.close(), webSocket.close()]);
      options.subscriptions.close();
    },
  };
}
