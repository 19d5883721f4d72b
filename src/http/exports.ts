import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Database } from "../database.ts";
import { readParameters } from "../export/filter.ts";
import { type ExportFormat, exportFormats } from "../export/formats.ts";
import { type OpenExport, openExport } from "../export/open.ts";
import { rateLimitHeaders, type Spend } from "../graphql/rateLimit.ts";
import { startDeadline } from "./deadline.ts";
import { answerExportError, logExportFailure } from "./exports/errors.ts";

export interface ExportRouteOptions {
  database: Database;
  /** How long it may take until the answer begins, in milliseconds; from then on each statement has its own limit. */
  deadlineMs: number;
  /** Takes the points of a file; undefined where there is no limit. */
  spend: Spend | undefined;
}

/** What a file costs, which may have a hundred thousand statements, and what a feed does, which has fifty. */
const POINTS = { file: 5_000, feed: 50 };

/** The most statements in one answer; the command line gives as many as there are. */
export const MOST_EXPORTED = 100_000;

/** A reader that takes nothing for so long has gone away without saying so. */
const LONGEST_STALL_MS = 60_000;

/**
 * Statements as files, for those who do not ask in GraphQL: `/statements.csv`, `.jsonl`, `.jsonld` and `.atom`, with the API's
 * filter as parameters. Read as fast as the client takes it and no faster; no connection to the database is held meanwhile.
 *
 * What fails before the answer has begun is told in the shape of every error; later the connection is cut, so that nobody takes
 * half an answer for a whole one.
 */
export function mountExports(app: FastifyInstance, options: ExportRouteOptions): void {
  for (const format of exportFormats) {
    app.route({
      method: ["GET", "HEAD"],
      url: `/statements.${format.extension}`,
      config: { exported: format.name, authenticated: true, revalidated: format.name === "atom" },
      preHandler: (request, reply) => takePoints(format, options, request, reply),
      handler: (request, reply) => sendExport(format, options, request, reply),
    });
  }
}

async function takePoints(
  { name }: ExportFormat,
  { spend }: ExportRouteOptions,
  { viewer, ip: address }: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const left = await spend?.({ viewer, address }, name === "atom" ? POINTS.feed : POINTS.file);
  if (left) void reply.headers(rateLimitHeaders(left));
}

async function sendExport(
  format: ExportFormat,
  { database, deadlineMs }: ExportRouteOptions,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const deadline = startDeadline(reply, deadlineMs);
  try {
    const exported = await openExport(database.withSignal(deadline.signal), {
      format: format.name,
      filter: readParameters(request.query),
      bodies: false,
      ...(format.name === "atom" ? { feedUrl: addressOf(request) } : { most: MOST_EXPORTED }),
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

function setHeaders(
  reply: FastifyReply,
  { mediaType, extension }: ExportFormat,
  { unmatched, updated }: OpenExport,
): void {
  void reply.type(mediaType);
  if (extension === "csv") void reply.header("content-disposition", 'attachment; filename="statements.csv"');
  if (updated) void reply.header("last-modified", updated.toUTCString());
  if (unmatched.length === 0) return;
  const names = unmatched.map(({ field, given }) => [field, given] as [string, string]);
  void reply.header("onrecord-unmatched", new URLSearchParams(names).toString());
}

/** The text as it is, with what breaks it off written into the log. */
async function* watched(text: OpenExport["text"], request: FastifyRequest): AsyncGenerator<string> {
  try {
    yield* text;
  } catch (error) {
    logExportFailure(error, request);
    throw error;
  }
}

/** The address that the client has asked, as it knows it. Throws where the Host header makes none. */
function addressOf({ protocol, host, url }: FastifyRequest): string {
  const address = `${protocol}://${host}${url}`;
  if (URL.canParse(address)) return new URL(address).href;
  throw Object.assign(new Error("The request's Host header or path is malformed."), { statusCode: 400 });
}

declare module "fastify" {
  interface FastifyContextConfig {
    /** The format in which the route gives statements. */
    exported?: ExportFormat["name"];
  }
}
