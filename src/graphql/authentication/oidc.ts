import { createHash } from "node:crypto";
import { createRemoteJWKSet, customFetch, errors, type JWTPayload, jwtVerify, type RemoteJWKSet } from "jose";
import { holderName, type Viewer } from "../../keys/keys.ts";
import { keyRoles } from "../../keys/roles.ts";
import { forbidden, providerUnavailable, unauthenticated } from "../errors/refusals.ts";

export interface OidcOptions {
  /** The provider's address, as in the claim `iss` of its tokens. */
  issuer: string;
  /** The audience that its tokens must name (`aud`). */
  audience: string;
  /** The claim that holds the role, or a list of roles (`keyRoles`); with dots if it is inside another claim. */
  rolesClaim: string;
}

/** The signatures that need the provider's private key: neither `none` nor those made with a shared secret. */
const ALGORITHMS = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
  "Ed25519",
];

const PROVIDER_TIMEOUT_MS = 5_000;
/** How long a provider is left alone after it did not answer. */
const REST_MS = 1_000;
const CLOCK_TOLERANCE_S = 30;

/**
 * Makes the function that reads tokens (JWT) of an OpenID Connect provider. It finds the provider's keys by its
 * discovery document, and looks again if a token names an unknown key. It throws UNAUTHENTICATED for an invalid token,
 * FORBIDDEN for one without a role, and UNAVAILABLE if the provider cannot be reached.
 */
export function oidc({ issuer, audience, rolesClaim }: OidcOptions): (token: string) => Promise<Viewer> {
  let discovery: Promise<RemoteJWKSet> | undefined;
  const ask = restful();
  const keys = () => {
    discovery ??= discover(issuer, ask);
    // After a failure, the next token tries again.
    discovery.catch(() => {
      discovery = undefined;
    });
    return discovery;
  };
  const verify = async (token: string) =>
    jwtVerify(token, await keys(), {
      issuer,
      audience,
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_TOLERANCE_S,
      requiredClaims: ["sub", "exp"],
    });
  return async (token) => {
    const { payload } = await verify(token).catch((error: unknown) => {
      throw explainTokenFault(error);
    });
    return viewerOf(payload, issuer, rolesClaim);
  };
}

/** Finds the provider's keys, by OpenID Connect Discovery 1.0, section 4. */
async function discover(issuer: string, ask: Ask): Promise<RemoteJWKSet> {
  const answer = await ask(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(PROVIDER_TIMEOUT_MS),
  });
  const { issuer: named, jwks_uri: address } = (await answer.json()) as Record<string, unknown>;
  if (named !== issuer)
    throw new Error(`The discovery document names the issuer ${JSON.stringify(named)}, not ${JSON.stringify(issuer)}.`);
  return createRemoteJWKSet(new URL(String(address)), { timeoutDuration: PROVIDER_TIMEOUT_MS, [customFetch]: ask });
}

type Ask = (address: string, options: Omit<RequestInit, "window">) => Promise<Response>;

/**
 * Makes a function that fetches JSON. For a while after a failure, it repeats that failure without a request: many bad
 * tokens must not become as many requests to a provider in trouble. (While it answers, jose asks for unknown keys twice
 * a minute.)
 */
function restful(): Ask {
  let failure: { error: unknown; until: number } | undefined;
  return async (address, options) => {
    if (failure && Date.now() < failure.until) throw failure.error;
    try {
      const answer = await fetch(address, options);
      if (!answer.ok) throw new Error(`${address} returned the status ${answer.status}.`);
      return Response.json(await answer.json());
    } catch (error) {
      failure = { error, until: Date.now() + REST_MS };
      throw error;
    }
  };
}

function viewerOf(claims: JWTPayload, issuer: string, rolesClaim: string): Viewer {
  const given = new Set(
    [claimOf(claims, rolesClaim)].flat().map((role) => (typeof role === "string" ? role.toUpperCase() : role)),
  );
  const role = keyRoles.findLast((each) => given.has(each));
  const subject = String(claims.sub);
  if (!role) throw forbidden(`The token has none of the roles ${keyRoles.join(", ")} in its claim \`${rolesClaim}\`.`);
  const name = [claims.name, claims.preferred_username].map((each) => holderName.safeParse(each).data);
  // The history shows the name and the version to everybody: no email address, and the subject only as a hash.
  const version = createHash("sha256").update(`${issuer} ${subject}`).digest("hex").slice(0, 32);
  const shown = name.find((each) => each !== undefined) ?? `Account ${version.slice(0, 8)}`;
  return { name: shown, role, editor: { kind: "PERSON", name: shown, version } };
}

/**
 * Finds a claim by its name, which may contain dots (`https://example.org/roles`), otherwise by its path
 * (`realm_access.roles`).
 */
function claimOf(claims: JWTPayload, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name
    .split(".")
    .reduce<unknown>((inner, part) => (inner as Record<string, unknown> | undefined)?.[part], claims);
}

const { JOSEError, JWKSInvalid, JWKSTimeout, JWTClaimValidationFailed, JWTExpired } = errors;

function explainTokenFault(error: unknown): Error {
  // If the provider returns something other than keys, the error has no class of its own.
  const isTokens = error instanceof JOSEError && error.code !== JOSEError.code;
  if (!isTokens || error instanceof JWKSTimeout || error instanceof JWKSInvalid) return providerUnavailable(error);
  if (error instanceof JWTExpired) return unauthenticated("The token has expired.");
  if (error instanceof JWTClaimValidationFailed)
    return unauthenticated(`The token's claim \`${error.claim}\` does not fit.`);
  return unauthenticated("The token is not signed by the provider that this archive trusts.");
}
