import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { exampleQuery } from "./exampleQuery.ts";
import { pathOf } from "./httpErrors.ts";

const sandboxScript =
  "https://embeddable-sandbox.cdn.apollographql.com/_latest/embeddable-sandbox.umd.production.min.js";

/** How long the page waits for Apollo's CDN before it goes to GraphiQL. */
const CDN_TIMEOUT_MS = 3_000;

/**
 * Serves a page at `/` on which a browser can query the archive, opened with an example. It is Apollo Sandbox if its
 * CDN can be reached, otherwise GraphiQL from this server (`/graphiql`), which needs nothing from elsewhere. Other
 * clients of `/` learn where the API is. A browser that goes to `/graphql` is sent to the page, together with its
 * query.
 */
export function mountPage(app: FastifyInstance): void {
  app.get("/", { config: { contentSecurityPolicy: sandboxPolicy } }, async (request, reply) => {
    if (!wantsHtml(request))
      return { name: "OnRecord", graphql: "/graphql", schema: "/schema.graphql", example: exampleQuery };
    return reply.type("text/html; charset=utf-8").send(sandboxPage);
  });
  app.get("/graphiql", { config: { contentSecurityPolicy: graphiqlPolicy } }, async (_request, reply) =>
    sendGraphiql(reply),
  );
  app.addHook("onRequest", async (request, reply) => {
    const isPage = request.method === "GET" && request.routeOptions.url === "/graphql" && wantsHtml(request);
    return isPage ? reply.redirect(`/${request.url.slice(pathOf(request).length)}`) : undefined;
  });
}

/** Tells whether a browser asks: browsers name HTML in `accept`, while programs often accept anything. */
function wantsHtml(request: FastifyRequest): boolean {
  return /\btext\/html\b/.test(request.headers.accept ?? "");
}

async function sendGraphiql(reply: FastifyReply) {
  // It is nine megabytes, which most servers never need.
  const { renderGraphiQL } = await import("@graphql-yoga/render-graphiql");
  const page = renderGraphiQL({
    title: "OnRecord",
    endpoint: "/graphql",
    defaultQuery: exampleQuery,
    favicon: "data:,",
  });
  return reply.type("text/html; charset=utf-8").header("cache-control", "max-age=3600").send(page);
}

const startScript = `
  const instead = () => location.replace("/graphiql" + location.search);
  const asked = new URLSearchParams(location.search).get("query");
  const waited = setTimeout(instead, ${CDN_TIMEOUT_MS});
  const script = document.createElement("script");
  script.src = ${JSON.stringify(sandboxScript)};
  script.onerror = instead;
  script.onload = () => {
    clearTimeout(waited);
    new window.EmbeddedSandbox({
      target: "#sandbox",
      initialEndpoint: location.origin + "/graphql",
      initialState: { document: asked ?? ${JSON.stringify(exampleQuery)}, pollForSchemaUpdates: false },
    });
  };
  document.head.append(script);
`;

const sandboxPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>OnRecord: who said what, about what, when, and where is it printed?</title>
<link rel="icon" href="data:,">
<style>html, body, #sandbox { height: 100%; margin: 0 } iframe { border: 0; width: 100%; height: 100% }</style>
</head>
<body>
<div id="sandbox"></div>
<noscript>This page needs JavaScript. The API is at <a href="/schema.graphql">/graphql</a>.</noscript>
<script>${startScript}</script>
</body>
</html>
`;

const scriptHash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

// Helmet's own policy would leave the page blank. The page is served over http too, so nothing is upgraded to https.
const sandboxPolicy = {
  scriptSrc: ["'self'", scriptHash(startScript), "https://embeddable-sandbox.cdn.apollographql.com"],
  frameSrc: ["https://sandbox.embed.apollographql.com"],
  imgSrc: ["'self'", "data:", "https:"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  upgradeInsecureRequests: null,
};

// One self-contained page: its script, its styles and its editor's workers are inline.
const graphiqlPolicy = {
  scriptSrc: ["'self'", "'unsafe-inline'", "'unsafe-eval'", "blob:"],
  workerSrc: ["'self'", "blob:"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", "data:"],
  fontSrc: ["'self'", "data:"],
  upgradeInsecureRequests: null,
};
