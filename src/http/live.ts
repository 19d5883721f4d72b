import type { FastifyInstance } from "fastify";
import type { Config } from "../config.ts";
import type { Authenticate } from "../graphql/authentication.ts";
import type { Subscriptions } from "../graphql/subscriptions.ts";
import { type Guests, openGuests } from "./live/guests.ts";
import { mountStream } from "./live/stream.ts";
import { mountWebSocket } from "./live/webSocket.ts";

export interface LiveOptions {
  subscriptions: Subscriptions;
  authenticate: Authenticate;
  limits: Config["live"];
  corsOrigins: Config["corsOrigins"];
  trustProxy: Config["trustProxy"];
}

/** What both transports need. */
export interface Transport extends LiveOptions {
  guests: Guests;
}

/** The live feed over the network, and what there is to tell of it. */
export interface Live {
  counts: Guests["counts"];
  /** Says goodbye to all who listen, and takes in nobody any more. */
  close(): Promise<void>;
}

/**
 * Subscriptions over WebSocket at `/graphql` (the protocol of graphql-ws) and as Server-Sent Events at `/graphql/stream` (that of
 * graphql-sse, a stream an operation). Both keep nothing for a reader but the few results that are on their way.
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
