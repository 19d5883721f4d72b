import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Answer, type Asked, createSite, type Page, pages, readAssets, resources } from "../../web/server.tsx";
import { errorCodeOf, faultCodes } from "../graphql/errors.ts";
import { addressOf } from "./addressOf.ts";
import { type DocumentRunnerOptions, documentRunner } from "./documentRunner.ts";
import { exampleQuery } from "./exampleQuery.ts";
import { httpOf, pathOf } from "./httpErrors.ts";
import { wantsHtml } from "./wantsHtml.ts";

const YEAR_S = 31_536_000;

/** Allows only what the site itself serves: no inline script or style, nothing from elsewhere. No page may frame it. */
const sitePolicy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  scriptSrcAttr: ["'none'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", "data:"],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  manifestSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
  objectSrc: ["'none'"],
  // The site is served over http too.
  upgradeInsecureRequests: null,
};

/** For pages that other sites show in their frames: no script at all. */
const framedPolicy = { ...sitePolicy, scriptSrc: ["'none'"], connectSrc: ["'none'"], frameAncestors: ["*"] };

/**
 * Serves the reader's site: its pages, the files that programs read (`/robots.txt`, `/sitemap.xml`, `/oembed`), and under
 * `/assets/` those that browsers load for the pages. A page asks the API by documents that run in this process through the
 * pipeline of `/graphql`: keys, limits, cost, errors and log are the same. The pages set no cookies, and have an ETag.
 *
 * Programs that ask for `/` without accepting HTML learn where the API is. For an unknown path, browsers get a page, and
 * programs the error of the API.
 */
export function mountSite<Context extends object>(app: FastifyInstance, options: DocumentRunnerOptions<Context>): void {
  const site = createSite({ siteName: "OnRecord" });
  mountAssets(app);
  app.register(async (scope) => {
    scope.setErrorHandler((error, request, reply) => {
      const code = errorCodeOf(error);
      if (faultCodes.has(code)) request.log.error({ code, err: error }, "request failed");
      const { headers = [] } = httpOf(error);
      void reply.headers(Object.fromEntries(headers));
      const { message } = error as Error;
      const isBad = ((error as { statusCode?: number }).statusCode ?? 500) < 500;
      return send(reply, site.failed(askedBy(request), { code: isBad ? "BAD_REQUEST" : code, message }));
    });
    for (const page of pages) {
      scope.get(page.path, { config: configOf(page) }, async (request, reply) => {
        if (page.path === "/" && !wantsHtml(request)) return reply.type("application/json").send(signpost);
        return send(reply, await site.answer(page, askedBy(request), documentRunner(request, reply, options)));
      });
    }
    for (const resource of resources) {
      scope.get(resource.path, { config: siteConfig }, async (request, reply) =>
        send(reply, await site.write(resource, askedBy(request), documentRunner(request, reply, options))),
      );
    }
    scope.get("/*", { config: siteConfig }, async (request, reply) =>
      wantsHtml(request) ? send(reply, site.missing(askedBy(request))) : reply.callNotFound(),
    );
  });
}

const siteConfig = { authenticated: true, revalidated: true, contentSecurityPolicy: sitePolicy };

function configOf({ isFramed }: Page) {
  return isFramed ? { ...siteConfig, contentSecurityPolicy: framedPolicy } : siteConfig;
}

/** What programs learn at `/`. */
const signpost = { name: "OnRecord", graphql: "/graphql", schema: "/schema.graphql", example: exampleQuery };

/**
 * Reads a reader's request.
 *
 * @throws an error with status 400 if its address is malformed
 */
function askedBy(request: FastifyRequest): Asked {
  const { params, headers } = request;
  const { searchParams, origin } = addressOf(request);
  return {
    path: pathOf(request),
    parts: params as Record<string, string>,
    query: searchParams,
    origin,
    acceptLanguage: headers["accept-language"],
  };
}

function send(reply: FastifyReply, { status, headers, body }: Answer): FastifyReply {
  return reply.code(status).headers(headers).send(body);
}

/** Serves what browsers load. The name of a file changes with its content, so a browser need not ask for it again. */
function mountAssets(app: FastifyInstance): void {
  for (const { name, type, content } of readAssets()) {
    app.get(`/assets/${name}`, async (_request, reply) =>
      reply.type(type).header("cache-control", `public, max-age=${YEAR_S}, immutable`).send(content),
    );
  }
}
