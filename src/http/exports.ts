import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Database, Share } from "../database.ts";
import { readFilter } from "../export/filter.ts";
import { type ExportFormat, exportFormats } from "../export/formats.ts";
import { type OpenExport, openExport } from "../export/open.ts";
import { readExportQuery } from "../export/query.ts";
import { refuseUnchecked } from "../graphql/authorization.ts";
import { type Points, rateLimitHeaders, type Spender } from "../graphql/rateLimit.ts";
import { addressOf } from "./addressOf.ts";
import { startDeadline } from "./deadline.ts";
import { answerExportError, logExportFailure } from "./exports/errors.ts";
import { fileTurns } from "./exports/turns.ts";
import { spenderName } from "./rateLimits.ts";

export interface ExportRouteOptions {
  database: Database;
  /** The time until the answer must begin, in milliseconds; after that, each SQL statement has its own limit. */
  deadlineMs: number;
  /** The points that files take; undefined without a limit. */
  points: Points | undefined;
}

/** The points of a file, which may hold 100,000 statements, and of a feed, which holds 50. */
const POINTS = { file: 5_000, feed: 50 };

/** The most statements in one answer; the command line has no limit. */
export const MOST_EXPORTED = 100_000;

/** A reader that takes nothing for this long has left without closing the connection. */
const LONGEST_STALL_MS = 60_000;

/**
 * Serves statements as files to clients without GraphQL: `/statements.csv`, `.xlsx`, `.jsonl`, `.jsonld` and `.atom`, with the
 * API's filter as parameters. Statements are read as fast as the client takes them; no connection to the database is
 * held meanwhile.
 *
 * A failure before the answer has begun is reported in the shape of every error; later, the connection is cut, so that
 * nobody mistakes half an answer for a whole one.
 */
export function mountExports(app: FastifyInstance, options: ExportRouteOptions): void {
  const admit = fileTurns();
  for (const format of exportFormats) {
    app.route({
      method: ["GET", "HEAD"],
      url: `/statements.${format.extension}`,
      config: { exported: format.name, authenticated: true, forReaders: true, revalidated: format.name === "atom" },
      async handler(request, reply) {
        const spender = { viewer: request.viewer, address: request.ip };
        const share = { who: spenderName(spender), heldMs: 0 };
        if (format.name !== "atom" && !admit(share.who, reply)) return reply;
        await takePoints(options.points, { format, spender, share }, request, reply);
        return sendExport(format, options, share, request, reply);
      },
    });
  }
}

/** Takes the points of a file before it is opened, and settles them when its reader has all of it or has left. */
async function takePoints(
  points: Points | undefined,
  { format, spender, share }: { format: ExportFormat; spender: Spender; share: Share },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const cost = format.name === "atom" ? POINTS.feed : POINTS.file;
  request.operation = { cost, codes: [] };
  if (!points) return;
  void reply.headers(rateLimitHeaders(await points.take(spender, cost)));
  reply.raw.once("close", () => void points.settle(spender, { points: cost, heldMs: share.heldMs }).catch(() => {}));
}

async function sendExport(
  format: ExportFormat,
  { database, deadlineMs }: ExportRouteOptions,
  share: Share,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const deadline = startDeadline(reply, deadlineMs);
  try {
    const query = readExportQuery(format.name, request.query);
    refuseUnchecked(readFilter(query.filter), request.viewer);
    const exported = await openExport(database.withSignal(deadline.signal).withShare(share), {
      ...query,
      bodies: false,
      ...(format.name === "atom" ? { feedUrl: addressOf(request).href } : { most: MOST_EXPORTED }),
    });
    deadline.stop();
    setHeaders(reply, format, exported);
    if (format.name === "atom") return reply.send([...(exported.text as Iterable<string>)].join(""));
    if (request.method === "HEAD") return reply.send();
    reply.raw.setTimeout(LONGEST_STALL_MS, () => reply.raw.destroy());
    return reply.send(Readable.from(watched(exported.text, request), { objectMode: false }));
  } catch (error) {
    return answerExportError(error, request, reply);
  }
}

function setHeaders(reply: FastifyReply, { mediaType, extension }: ExportFormat, { noted, updated }: OpenExport): void {
  void reply.type(mediaType);
  if (["csv", "xlsx"].includes(extension))
    void reply.header("content-disposition", `attachment; filename="statements.${extension}"`);
  if (updated) void reply.header("last-modified", updated.toUTCString());
  const unmatched = noted.flatMap(({ field, given, takenFor }) => (takenFor === null ? [[field, given]] : []));
  const parts = noted.flatMap(({ given, takenFor }) => (takenFor === null ? [] : [[given, takenFor]]));
  if (unmatched.length > 0) void reply.header("onrecord-unmatched", new URLSearchParams(unmatched).toString());
  if (parts.length > 0) void reply.header("onrecord-part-of-name", new URLSearchParams(parts).toString());
}

/** Passes the text on, and logs the error if it breaks off. */
async function* watched(text: OpenExport["text"], request: FastifyRequest): AsyncGenerator<string | Buffer> {
  try {
    yield* text;
  } catch (error) {
    logExportFailure(error, request);
    throw error;
  }
}

declare module "fastify" {
  interface FastifyContextConfig {
    /** The format in which the route serves statements. */
    exported?: ExportFormat["name"];
  }
}
