import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Sent } from "../../web/server.tsx";
import { addressOf } from "./addressOf.ts";

/**
 * Lets the routes of a scope take forms by POST: `application/x-www-form-urlencoded`, and with files `multipart/form-data` on
 * routes whose `config` says `takesFiles`. `request.body` is then a `Sent`. Forms from pages of other sites are refused before
 * they are read (403).
 */
export function takeForms(scope: FastifyInstance): void {
  scope.addHook("onRequest", async (request) => {
    if (request.method === "POST" && !isOwnForm(request))
      throw Object.assign(new Error("The form is not from a page of this site."), {
        statusCode: 403,
        code: "FOREIGN_FORM",
      });
  });
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string" },
    async (_request: FastifyRequest, text: string): Promise<Sent> => ({
      fields: new URLSearchParams(text),
      files: new Map(),
    }),
  );
  scope.addContentTypeParser(
    "multipart/form-data",
    { parseAs: "buffer" },
    async (request: FastifyRequest, body: Buffer): Promise<Sent> => {
      const type = request.headers["content-type"];
      if (!request.routeOptions.config.takesFiles || type === undefined)
        throw Object.assign(new Error("This form takes no files."), { statusCode: 415 });
      return readFormParts(body, type);
    },
  );
}

/**
 * Tells whether a request comes from a page of this site: by `Sec-Fetch-Site`, which browsers send over https and to
 * localhost, otherwise by `Origin`. A request with neither comes from no browser that is in use; programs have the API.
 *
 * The scheme of `Origin` is not compared, because a proxy may have ended the encryption.
 */
function isOwnForm(request: FastifyRequest): boolean {
  const { "sec-fetch-site": site, origin } = request.headers;
  if (site !== undefined) return site === "same-origin";
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === addressOf(request).host;
}

/** Reads the parts of a form with files. A malformed one is a bad request. */
async function readFormParts(body: Buffer, type: string): Promise<Sent> {
  const data = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData().catch(() => {
    throw Object.assign(new Error("The form is malformed."), { statusCode: 400 });
  });
  const fields = new URLSearchParams();
  const files = new Map<string, { name: string; bytes: Uint8Array }>();
  for (const [name, value] of data) {
    if (typeof value === "string") fields.append(name, value);
    // A field for a file that stays empty is sent as an empty file without a name.
    else if (value.name !== "") files.set(name, { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) });
  }
  return { fields, files };
}

declare module "fastify" {
  interface FastifyContextConfig {
    /** The route takes forms with files. */
    takesFiles?: boolean;
  }
}
