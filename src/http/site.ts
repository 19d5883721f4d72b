import type { FastifyContextConfig, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import {
  type Answer,
  type Asked,
  createSite,
  type Page,
  pages,
  resources,
  type Site,
  type SiteOptions,
} from "../../web/server.tsx";
import { errorCodeOf, faultCodes } from "../graphql/errors.ts";
import { type Points, rateLimitHeaders } from "../graphql/rateLimit.ts";
import { addressOf } from "./addressOf.ts";
import type { SignIn } from "./authentication.ts";
import { type DocumentRunnerOptions, documentRunner } from "./documentRunner.ts";
import { exampleQuery } from "./exampleQuery.ts";
import { fileTurns } from "./exports/turns.ts";
import { httpOf, pathOf } from "./httpErrors.ts";
import { spenderName } from "./rateLimits.ts";
import { mountForms } from "./site/forms.ts";
import { mountProviderSignIn, type ProviderSettings } from "./site/providerSignIn.ts";
import { setKeyCookie } from "./siteCookie.ts";
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

/** For the operator's picture: an SVG that somebody opens by itself runs no script and loads nothing. */
const picturePolicy = {
  ...sitePolicy,
  scriptSrc: ["'none'"],
  styleSrc: ["'unsafe-inline'"],
  imgSrc: ["data:"],
  fontSrc: ["'none'"],
  connectSrc: ["'none'"],
  formAction: ["'none'"],
  sandbox: [],
};

export interface SiteServing<Context extends object> extends DocumentRunnerOptions<Context> {
  signIn: SignIn;
  /** The identity provider with which people may sign in; undefined for keys only. */
  provider: ProviderSettings | undefined;
  /** The site's name, languages, colours, logo and the name of that provider. */
  appearance: SiteOptions;
  /** The points that pictures take; undefined without a limit. */
  points: Points | undefined;
}

/**
 * Serves the reader's site: its pages, the files that programs read (`/robots.txt`, `/sitemap.xml`, `/oembed`), and under
 * `/assets/` those that browsers load for the pages. A page asks the API by documents that run in this process through the
 * pipeline of `/graphql`: keys, limits, cost, errors and log are the same. The pages have an ETag, and set no cookies.
 *
 * Whoever signs in (`/sign-in`) has their key in a cookie, which only these routes read. Their pages are kept nowhere. With an
 * identity provider, they may sign in there.
 *
 * Programs that ask for `/` without accepting HTML learn where the API is. For an unknown path, browsers get a page, and
 * programs the error of the API.
 */
export function mountSite<Context extends object>(app: FastifyInstance, options: SiteServing<Context>): void {
  const { appearance, points, provider } = options;
  const admitPainting = paintingTurns(points);
  const site = createSite(appearance);
  mountAssets(app, site.assets);
  app.register(async (scope) => {
    const run = (request: FastifyRequest, reply: FastifyReply) => documentRunner(request, reply, options);
    scope.setErrorHandler((error, request, reply) => {
      const code = errorCodeOf(error);
      const { message, statusCode = 500, code: own } = error as Error & { statusCode?: number; code?: string };
      if (statusCode >= 500 && faultCodes.has(code)) request.log.error({ code, err: error }, "request failed");
      const { headers = [] } = httpOf(error);
      void reply.headers(Object.fromEntries(headers));
      const failure = { code: statusCode < 500 ? (formFaults[own ?? ""] ?? "BAD_REQUEST") : code, message };
      return send(reply, site.failed(askedBy(request), failure));
    });
    // Some browsers tell by `Referer` and `Origin` that a form is from here, which helmet's `no-referrer` would withhold.
    scope.addHook("onRequest", async (_request, reply) => void reply.header("referrer-policy", "same-origin"));
    mountPages(scope, { site, run, signpost: { name: appearance.siteName, ...signpost } });
    const signing = { site, askedBy, send, signIn: options.signIn, contentSecurityPolicy: sitePolicy };
    mountForms(scope, { ...signing, run });
    if (provider) mountProviderSignIn(scope, { ...signing, provider, points });
    for (const resource of resources) {
      const config = resource.isForPages ? pageConfig : fileConfig;
      scope.get(resource.path, { config }, async (request, reply) => {
        if (resource.isPainted && !(await admitPainting(request, reply))) return reply;
        return send(reply, await site.write(resource, askedBy(request), run(request, reply)));
      });
    }
    scope.get("/*", { config: pageConfig }, async (request, reply) =>
      wantsHtml(request) ? send(reply, site.missing(askedBy(request))) : reply.callNotFound(),
    );
  });
}

/** The failures of forms by the codes of their errors. */
const formFaults: Record<string, string> = {
  FOREIGN_FORM: "FOREIGN_FORM",
  BODY_TOO_LARGE: "TOO_LARGE",
  FST_ERR_CTP_BODY_TOO_LARGE: "TOO_LARGE",
};

const fileConfig = { authenticated: true, revalidated: true, contentSecurityPolicy: sitePolicy };
const pageConfig = { ...fileConfig, forPeople: true };

function configOf({ isFramed }: Page) {
  return isFramed ? { ...fileConfig, contentSecurityPolicy: framedPolicy } : pageConfig;
}

/** What programs learn at `/`, besides the name of the archive. */
const signpost = { graphql: "/graphql", schema: "/schema.graphql", example: exampleQuery };

type Run = (request: FastifyRequest, reply: FastifyReply) => ReturnType<typeof documentRunner>;

function mountPages(scope: FastifyInstance, { site, run, signpost }: { site: Site; run: Run; signpost: object }): void {
  for (const page of pages) {
    scope.get(page.path, { config: configOf(page) }, async (request, reply) => {
      if (page.path === "/" && !wantsHtml(request)) return reply.type("application/json").send(signpost);
      const asked = askedBy(request);
      if (!request.isSignInOver) return send(reply, await site.answer(page, asked, run(request, reply)));
      setKeyCookie(request, reply, null);
      return send(reply, site.signIn(asked, { reason: "ENDED", next: request.url }));
    });
  }
}

/**
 * Reads a reader's request.
 *
 * @throws an error with status 400 if its address is malformed
 */
function askedBy(request: FastifyRequest): Asked {
  const { params, headers, viewer } = request;
  const { searchParams, origin } = addressOf(request);
  return {
    path: pathOf(request),
    parts: params as Record<string, string>,
    query: searchParams,
    origin,
    acceptLanguage: headers["accept-language"],
    signedIn: viewer && { name: viewer.name, role: viewer.role },
  };
}

function send(reply: FastifyReply, { status, headers, body }: Answer): FastifyReply {
  // Pages of somebody who has signed in are for nobody else, and must be gone once they have signed out.
  if (reply.request.viewer) void reply.header("cache-control", "private, no-store");
  return reply.code(status).headers(headers).send(body);
}

/** The points of a picture, which takes a tenth of a second to paint. */
const POINTS_OF_PICTURE = 1_000;

/**
 * Makes the function that lets somebody have a picture painted, and takes its points; it answers and returns false if too many are
 * being painted. As many may wait at once as for files.
 */
function paintingTurns(points: Points | undefined) {
  const admit = fileTurns();
  return async (request: FastifyRequest, reply: FastifyReply): Promise<boolean> => {
    const spender = { viewer: request.viewer, address: request.ip };
    if (points) void reply.headers(rateLimitHeaders(await points.take(spender, POINTS_OF_PICTURE)));
    return admit(spenderName(spender), reply);
  };
}

/** Serves what browsers load. The name of a file changes with its content, so a browser need not ask for it again. */
function mountAssets(app: FastifyInstance, assets: Site["assets"]): void {
  for (const { name, type, content, isPicture } of assets) {
    const config: FastifyContextConfig = isPicture ? { contentSecurityPolicy: picturePolicy } : {};
    app.get(`/assets/${name}`, { config }, async (_request, reply) =>
      reply.type(type).header("cache-control", `public, max-age=${YEAR_S}, immutable`).send(content),
    );
  }
}
