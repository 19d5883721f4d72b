import type { ApolloServerPlugin } from "@apollo/server";
import type { FastifyRequest } from "fastify";
import { BoundedMap } from "../bounded.ts";
import type { DatabaseConnection, Freshness } from "../database.ts";
import { spenderName } from "./rateLimits.ts";

/** The header of a mutation's answer: the place in the database's log behind what it has written. */
export const WRITTEN = "onrecord-written";

/** The header by which a client, or another server on its behalf, asks for answers that show what was written there. */
export const AFTER = "onrecord-after";

/** For this long after a mutation, its sender reads from the primary without asking for it. */
const RECENT_MS = 10_000;

/** How many senders are remembered; beyond that, those who have read least recently have to send the header. */
const MOST_WRITERS = { most: 10_000, mostBytes: 4_000_000 };

/** Who has written lately, and so must not be sent to a replica that is behind. */
export class Writers {
  readonly #until = new BoundedMap<string, number>(MOST_WRITERS);

  note(who: string): void {
    this.#until.set(who, Date.now() + RECENT_MS);
  }

  /** Returns from where a request reads. */
  readingOf({ viewer, ip: address, headers }: FastifyRequest): Freshness {
    const until = this.#until.get(spenderName({ viewer, address })) ?? 0;
    const after = headers[AFTER];
    return {
      from: until > Date.now() ? "CURRENT" : "ANY",
      ...(typeof after === "string" && { after }),
    };
  }
}

/** Leads mutations to the primary, and tells their senders how to read what they have written. */
export function readYourWritesPlugin(
  { pool }: DatabaseConnection,
  writers: Writers,
): ApolloServerPlugin<{ reading?: Freshness | undefined; who?: string | undefined }> {
  return {
    requestDidStart: async () => ({
      async didResolveOperation({ operation, contextValue: { reading } }) {
        if (operation?.operation === "mutation" && reading) reading.from = "PRIMARY";
      },
      async willSendResponse({ operation, response, contextValue: { reading, who } }) {
        if (operation?.operation !== "mutation" || !reading) return;
        if (who !== undefined) writers.note(who);
        const written = await pool
          .query<{ lsn: string }>("/* replica.written */ SELECT pg_current_wal_insert_lsn() AS lsn")
          .catch(() => null);
        const lsn = written?.rows[0]?.lsn;
        if (lsn !== undefined) response.http.headers.set(WRITTEN, lsn);
      },
    }),
  };
}
