import type { LiveLimits } from "../../config.ts";
import { type Authenticate, provesNothing } from "../../graphql/authentication.ts";

/** Why the server ended a connection. */
export type Drop = "slow" | "silent" | "key" | "fault";

/** The counts for the metrics. */
export interface LiveCounts {
  connections: number;
  subscriptions: number;
  deliveries: number;
  drops: Record<Drop, number>;
}

/** The connections of all transports. */
export interface Guests {
  counts: LiveCounts;
  /**
   * Admits a connection, or returns the status to refuse it with: 503 if the server is full or closing, 429 for too
   * many from one address.
   */
  admit(address: string): { leave(): void } | { refused: 429 | 503 };
  /** Admits no more connections. */
  close(): void;
}

/** Counts connections, in total and by address. */
export function openGuests({ connections, connectionsPerAddress }: LiveLimits): Guests {
  const byAddress = new Map<string, number>();
  const counts: LiveCounts = {
    connections: 0,
    subscriptions: 0,
    deliveries: 0,
    drops: { slow: 0, silent: 0, key: 0, fault: 0 },
  };
  let isClosing = false;
  return {
    counts,
    admit(address) {
      const here = byAddress.get(address) ?? 0;
      if (isClosing || counts.connections >= connections) return { refused: 503 };
      if (here >= connectionsPerAddress) return { refused: 429 };
      counts.connections += 1;
      byAddress.set(address, here + 1);
      let hasLeft = false;
      return {
        leave() {
          if (hasLeft) return;
          hasLeft = true;
          counts.connections -= 1;
          const left = (byAddress.get(address) ?? 1) - 1;
          if (left > 0) byAddress.set(address, left);
          else byAddress.delete(address);
        },
      };
    },
    close() {
      isClosing = true;
    },
  };
}

/** The messages for connections that are refused. */
export const guestRefusals = {
  429: "Too many connections from this address.",
  503: "The server takes no more connections at the moment. Please try again shortly.",
} as const;

/** When a refused client may try again. */
export const RETRY_AFTER_SECONDS = 10;

/** Tells whether the key that opened a connection has been revoked or has expired since: connections last long. */
export async function hasLostKey(
  authenticate: Authenticate,
  { authorization, address }: { authorization: string | undefined; address: string },
): Promise<boolean> {
  return authenticate(authorization, address).then(() => false, provesNothing);
}
