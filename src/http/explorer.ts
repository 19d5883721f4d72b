import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { exampleQuery } from "./exampleQuery.ts";
import { wantsHtml } from "./wantsHtml.ts";

const sandboxScript =
  "https://embeddable-sandbox.cdn.apollographql.com/_latest/embeddable-sandbox.umd.production.min.js";

/** How long the page waits for Apollo's CDN before it goes to GraphiQL. */
const CDN_TIMEOUT_MS = 1_000;

/**
 * Serves a page at `/graphql`, opened in a browser, on which queries can be written and run. It is Apollo Sandbox if its
 * CDN responds within a second, otherwise GraphiQL from this server, which needs nothing from elsewhere;
 * `?explorer=graphiql` asks for GraphiQL at once. The page opens with the query of the address, as text (`query`) or by
 * its id (`documentId`) among the given documents, and with its `variables`; by default with an example.
 *
 * It answers before the route of the API does, so it must be mounted first.
 */
export function mountExplorer(app: FastifyInstance, documents: ReadonlyMap<string, string>): void {
  app.addHook("onRequest", async (request, reply) => {
    if (request.method !== "GET" || request.routeOptions.url !== "/graphql" || !wantsHtml(request)) return;
    const { explorer, query, documentId, variables } = request.query as Record<string, unknown>;
    const text = typeof query === "string" ? query : documents.get(String(documentId));
    const asked = { document: text, variables: typeof variables === "string" ? variables : "" };
    void reply.type("text/html; charset=utf-8").header("vary", "accept").header("cache-control", "no-cache");
    return explorer === "graphiql" ? sendGraphiql(reply, asked) : sendSandbox(request, reply, asked);
  });
}

/** Tells which policy the explorer needs for a request; undefined for requests that are not for it. */
export function explorerPolicy(request: FastifyRequest) {
  if (request.method !== "GET" || !wantsHtml(request)) return undefined;
  return (request.query as Record<string, unknown>).explorer === "graphiql" ? graphiqlPolicy : sandboxPolicy;
}

/** What the page opens with. */
interface Opening {
  /** Undefined for the example. */
  document: string | undefined;
  /** As JSON; empty for none. */
  variables: string;
}

async function sendGraphiql(reply: FastifyReply, { document, variables }: Opening) {
  // It is nine megabytes, which most servers never need.
  const { renderGraphiQL } = await import("@graphql-yoga/render-graphiql");
  const options = {
    title: "OnRecord",
    endpoint: "/graphql",
    // GraphiQL keeps what was written before, unless it is told to open something.
    ...(document === undefined ? { defaultQuery: exampleQuery } : { query: document, variables: indented(variables) }),
    favicon: "data:,",
    subscriptionsProtocol: "WS",
  } as const;
  // It writes its options into a script as they are, where the text of an address could end the script.
  const json = JSON.stringify(options);
  return reply.send(renderGraphiQL(options).replace(json, () => withoutTags(json)));
}

/** Returns JSON as people read it; what is not JSON as it is. */
function indented(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}

function sendSandbox({ url }: FastifyRequest, reply: FastifyReply, { document = exampleQuery, variables }: Opening) {
  const address = new URL(url, "http://localhost");
  address.searchParams.set("explorer", "graphiql");
  return reply.send(sandboxPage({ document, variables, instead: `${address.pathname}${address.search}` }));
}

const startScript = `
  const { document: asked, variables, instead } = JSON.parse(document.getElementById("opening").textContent);
  const leave = () => location.replace(instead);
  const waited = setTimeout(leave, ${CDN_TIMEOUT_MS});
  const script = document.createElement("script");
  script.src = ${JSON.stringify(sandboxScript)};
  script.onerror = leave;
  script.onload = () => {
    clearTimeout(waited);
    let values = {};
    try { values = JSON.parse(variables); } catch {}
    new window.EmbeddedSandbox({
      target: "#sandbox",
      initialEndpoint: location.origin + "/graphql",
      initialState: { document: asked, variables: values, pollForSchemaUpdates: false },
    });
  };
  document.head.append(script);
`;

/** The page for Apollo Sandbox. The opening is a block of data: no tag can begin in it, and the browser runs none of it. */
const sandboxPage = (opening: Opening & { instead: string }) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>OnRecord: explore the API</title>
<link rel="icon" href="data:,">
<style>html, body, #sandbox { height: 100%; margin: 0 } iframe { border: 0; width: 100%; height: 100% }</style>
</head>
<body>
<div id="sandbox"></div>
<noscript>This page needs JavaScript. The schema is at <a href="/schema.graphql">/schema.graphql</a>.</noscript>
<script type="application/json" id="opening">${withoutTags(JSON.stringify(opening))}</script>
<script>${startScript}</script>
</body>
</html>
`;

/** Writes JSON so that no tag begins in it. */
const withoutTags = (json: string) => json.replaceAll("<", "\\u003c");

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
