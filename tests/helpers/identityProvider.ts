import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";

/** How the provider differs from a good one, for one sign-in. */
export interface Behaviour {
  /** Claims of the access token besides those of a good one. */
  access?: JWTPayload;
  /** Claims of the ID token besides those of a good one. */
  identity?: JWTPayload;
  /** An access token that only the provider can read. */
  isOpaque?: boolean;
  /** The error with which it sends the browser back. */
  denies?: string;
  /** The issuer that it names in the address of the return (RFC 9207). */
  returnsAs?: string;
  /** What its token endpoint answers instead of tokens. */
  tokenAnswer?: { status: number; body: string };
  /** The person must follow a link, as on a real page. */
  asks?: boolean;
}

/** An OpenID Connect provider of the tests' own, over HTTP. */
export interface TestProvider {
  issuer: string;
  /** Lets the sign-ins that follow be answered in this way. */
  behave(behaviour: Behaviour): void;
  /** Every code and token that it has given. */
  given: readonly string[];
  close(): void;
}

/** The client that the provider knows, with a name, a role and an audience for its people. */
export const CLIENT = { clientId: "onrecord-site", clientSecret: "a secret of the site/+" };
export const AUDIENCE = "onrecord";
const PERSON = { sub: "7b1c", name: "Ada Brandt", roles: ["EDITOR"] };

/** Starts a provider that knows one person, who is signed in there. */
export async function startIdentityProvider(): Promise<TestProvider> {
  const { publicKey, privateKey } = await generateKeyPair("RS256", { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: "one", alg: "RS256", use: "sig" };
  const pending = new Map<string, URLSearchParams>();
  const given: string[] = [];
  let behaviour: Behaviour = {};
  let issuer = "";

  const sign = async (claims: JWTPayload) => {
    const now = Math.floor(Date.now() / 1000);
    const token = await new SignJWT({ iss: issuer, iat: now, exp: now + 3_600, ...PERSON, ...claims })
      .setProtectedHeader({ alg: "RS256", kid: "one", typ: "JWT" })
      .sign(privateKey);
    given.push(token);
    return token;
  };

  function authorize(asked: URLSearchParams): URL {
    const back = new URL(asked.get("redirect_uri") ?? "");
    back.searchParams.set("state", asked.get("state") ?? "");
    back.searchParams.set("iss", behaviour.returnsAs ?? issuer);
    if (behaviour.denies) back.searchParams.set("error", behaviour.denies);
    else {
      const code = randomUUID();
      given.push(code);
      pending.set(code, asked);
      back.searchParams.set("code", code);
    }
    return back;
  }

  async function redeem(request: IncomingMessage): Promise<{ status: number; body: string }> {
    const sent = new URLSearchParams(await textOf(request));
    const code = sent.get("code") ?? "";
    const asked = pending.get(code);
    // A code is good for one time.
    pending.delete(code);
    const challenge = createHash("sha256")
      .update(sent.get("code_verifier") ?? "")
      .digest("base64url");
    const isRight =
      request.headers.authorization === basic(CLIENT) &&
      asked?.get("client_id") === CLIENT.clientId &&
      asked.get("redirect_uri") === sent.get("redirect_uri") &&
      asked.get("code_challenge_method") === "S256" &&
      asked.get("code_challenge") === challenge;
    if (!isRight) return { status: 400, body: JSON.stringify({ error: "invalid_grant", error_description: code }) };
    if (behaviour.tokenAnswer) return behaviour.tokenAnswer;
    const identity = { aud: CLIENT.clientId, nonce: asked.get("nonce") ?? "", ...behaviour.identity };
    const tokens = {
      token_type: "Bearer",
      access_token: behaviour.isOpaque ? "opaque" : await sign({ aud: AUDIENCE, ...behaviour.access }),
      id_token: await sign(identity),
    };
    return { status: 200, body: JSON.stringify(tokens) };
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    const { pathname, searchParams } = new URL(String(request.url), issuer);
    const json = (status: number, body: string) =>
      response.writeHead(status, { "content-type": "application/json" }).end(body);
    if (pathname === "/.well-known/openid-configuration") return json(200, JSON.stringify(discoveryOf(issuer)));
    if (pathname === "/keys") return json(200, JSON.stringify({ keys: [jwk] }));
    if (pathname === "/token") {
      const { status, body } = await redeem(request);
      return json(status, body);
    }
    if (pathname !== "/authorize") return json(404, "{}");
    const { href } = authorize(searchParams);
    if (!behaviour.asks) return response.writeHead(302, { location: href }).end();
    const html = `<!doctype html><title>Provider</title><a href="${href.replaceAll("&", "&amp;")}">Continue</a>`;
    return response.writeHead(200, { "content-type": "text/html" }).end(html);
  }

  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, "localhost");
  await once(server, "listening");
  // Another host than that of the tests' servers, so that browsers see two sites.
  issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    behave: (wanted) => {
      behaviour = wanted;
    },
    given,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function discoveryOf(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ["code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
    authorization_response_iss_parameter_supported: true,
  };
}

/** The header by which a client names itself: both parts encoded as in a form (RFC 6749, 2.3.1). */
function basic({ clientId, clientSecret }: typeof CLIENT): string {
  const encoded = [clientId, clientSecret].map((part) =>
    new URLSearchParams({ "": part }).toString().slice(1).replaceAll("-", "%2D").replaceAll("_", "%5F"),
  );
  return `Basic ${Buffer.from(encoded.join(":")).toString("base64")}`;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
