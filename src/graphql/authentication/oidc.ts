import { createHash } from "node:crypto";
import { createRemoteJWKSet, customFetch, errors, type JWTPayload, jwtVerify, type RemoteJWKSet } from "jose";
import { holderName, keyRoles, type Viewer } from "../../keys/keys.ts";
import { forbidden, providerUnavailable, unauthenticated } from "../errors/refusals.ts";

export interface OidcOptions {
  /** The provider's address, as its tokens have it in `iss`. */
  issuer: string;
  /** Whom its tokens must be for (`aud`). */
  audience: string;
  /** The claim that tells roles: one or several of READER, EDITOR, ADMIN; a path with dots where it lies in another. */
  rolesClaim: string;
}

/** Signatures that need the provider's private key. `none`, and what is made with a shared secret, are none of them. */
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
/** So long a provider that has not answered is not asked again. */
const REST_MS = 1_000;
const CLOCK_TOLERANCE_S = 30;

/**
 * Reads tokens (JWT) of an OpenID Connect provider, whose keys are found by its discovery document and looked for again when a token
 * names one that is not known. The function throws UNAUTHENTICATED for a token that is not good, FORBIDDEN for one without a role, and
 * UNAVAILABLE where the provider cannot be asked.
 */
export function oidc({ issuer, audience, rolesClaim }: OidcOptions): (token: string) => Promise<Viewer> {
  let discovery: Promise<RemoteJWKSet> | undefined;
  const ask = restful();
  const keys = () => {
    discovery ??= discover(issuer, ask);
    // The next token asks again.
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

/** OpenID Connect Discovery 1.0, section 4. */
async function discover(issuer: string, ask: Ask): Promise<RemoteJWKSet> {
  const answer = await ask(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(PROVIDER_TIMEOUT_MS),
  });
  const { issuer: named, jwks_uri: address } = (await answer.json()) as Record<string, unknown>;
  if (named !== issuer) throw new Error(`The discovery document is that of ${JSON.stringify(named)}.`);
  return createRemoteJWKSet(new URL(String(address)), { timeoutDuration: PROVIDER_TIMEOUT_MS, [customFetch]: ask });
}

type Ask = (address: string, options: Omit<RequestInit, "window">) => Promise<Response>;

/**
 * Asks for JSON. For a while after a failure it fails with the same without asking: whoever sends many bad tokens shall not have us
 * send as many requests to a provider that is in trouble. (While it answers, jose asks for unknown keys every half a minute.)
 */
function restful(): Ask {
  let failure: { error: unknown; until: number } | undefined;
  return async (address, options) => {
    if (failure && Date.now() < failure.until) throw failure.error;
    try {
      const answer = await fetch(address, options);
      if (!answer.ok) throw new Error(`${address} was answered with ${answer.status}.`);
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
  // The history shows the name and the version to everybody: never an address of mail, and the subject only hashed.
  const version = createHash("sha256").update(`${issuer} ${subject}`).digest("hex").slice(0, 32);
  const shown = name.find((each) => each !== undefined) ?? `Account ${version.slice(0, 8)}`;
  return { name: shown, role, editor: { kind: "PERSON", name: shown, version } };
}

/** A claim by its name, which may have dots itself (`https://example.org/roles`), else by its path (`realm_access.roles`). */
function claimOf(claims: JWTPayload, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name
    .split(".")
    .reduce<unknown>((inner, part) => (inner as Record<string, unknown> | undefined)?.[part], claims);
}

const { JOSEError, JWKSInvalid, JWKSTimeout, JWTClaimValidationFailed, JWTExpired } = errors;

function explainTokenFault(error: unknown): Error {
  // Answers of the provider that are no keys have no class of their own.
  const isTokens = error instanceof JOSEError && error.code !== JOSEError.code;
  if (!isTokens || error instanceof JWKSTimeout || error instanceof JWKSInvalid) return providerUnavailable(error);
  if (error instanceof JWTExpired) return unauthenticated("The token has expired.");
  if (error instanceof JWTClaimValidationFailed)
    return unauthenticated(`The token's claim \`${error.claim}\` does not fit.`);
  return unauthenticated("The token is not signed by the provider that this archive trusts.");
}
