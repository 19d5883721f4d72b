import * as openid from "openid-client";
import type { SignInReason } from "../../../web/server.tsx";

export interface ProviderClient {
  /** The provider's address, as in the claim `iss` of its tokens. */
  issuer: string;
  /** The id under which the archive is registered with the provider, and its secret; undefined for a public client. */
  clientId: string;
  clientSecret: string | undefined;
  /** What is asked for, separated by spaces; `openid` is among it. */
  scopes: string;
}

/** What the archive must remember while somebody is at the provider. Nobody else may learn it. */
export interface Attempt {
  state: string;
  nonce: string;
  verifier: string;
}

export interface IdentityProvider {
  /**
   * Begins a sign-in: returns the provider's address to send the browser to, and what to remember until it is back.
   *
   * @param returnAddress the address of this site to which the provider sends the browser back
   * @throws ProviderFault
   */
  begin(returnAddress: string): Promise<{ address: URL; attempt: Attempt }>;
  /**
   * Exchanges the code of the address at which the browser came back for tokens that may be kept as a key, the best first. They
   * are not checked yet, except that the ID token belongs to this attempt.
   *
   * @throws ProviderFault
   */
  finish(returned: URL, attempt: Attempt): Promise<string[]>;
}

/** Why the provider has not signed somebody in. The message is for the log: it holds no code and no token. */
export class ProviderFault extends Error {
  override name = "ProviderFault";
  readonly reason: SignInReason;

  constructor(reason: SignInReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

const PROVIDER_TIMEOUT_S = 5;
/** How long a provider is left alone after it did not answer. */
const DISCOVERY_REST_MS = 1_000;
const CLOCK_DIFFERENCE_S = 30;

/**
 * Makes the client of an OpenID Connect provider for the authorization code flow (OpenID Connect Core 1.0, 3.1) with PKCE
 * (RFC 7636), `state`, `nonce` and, if the provider sends it, `iss` (RFC 9207). The provider's discovery document is read at the
 * first sign-in.
 */
export function identityProvider(client: ProviderClient): IdentityProvider {
  const discover = discovering(client);
  return {
    begin: async (returnAddress) => {
      const provider = await discover();
      const attempt = {
        state: openid.randomState(),
        nonce: openid.randomNonce(),
        verifier: openid.randomPKCECodeVerifier(),
      };
      const address = openid.buildAuthorizationUrl(provider, {
        redirect_uri: returnAddress,
        scope: client.scopes,
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: "S256",
      });
      return { address, attempt };
    },
    finish: async (returned, { state, nonce, verifier }) => {
      if (returned.searchParams.get("state") !== state)
        throw new ProviderFault("LOST", "The state is not that of this browser.");
      const provider = await discover();
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier };
      const tokens = await openid.authorizationCodeGrant(provider, returned, checks).catch((error: unknown) => {
        throw explain(error);
      });
      // Access tokens of some providers are no JWT: only the provider itself can read them.
      return [tokens.access_token, tokens.id_token ?? ""].filter((token) => token.split(".").length === 3);
    },
  };
}

/**
 * Makes the function that reads the discovery document once. After a failure, it tries again, but repeats that failure for a while
 * without a request: many sign-ins must not become as many requests to a provider in trouble.
 */
function discovering({ issuer, clientId, clientSecret }: ProviderClient): () => Promise<openid.Configuration> {
  let found: Promise<openid.Configuration> | undefined;
  let restsUntil = 0;
  return () => {
    if (found && restsUntil > 0 && Date.now() >= restsUntil) found = undefined;
    if (found) return found;
    restsUntil = 0;
    const options = {
      timeout: PROVIDER_TIMEOUT_S,
      // An issuer without encryption is the operator's own choice, for a provider on the same host.
      execute: issuer.startsWith("http:") ? [openid.allowInsecureRequests] : [],
    };
    const authentication = clientSecret === undefined ? openid.None() : openid.ClientSecretBasic(clientSecret);
    const metadata = { [openid.clockTolerance]: CLOCK_DIFFERENCE_S };
    found = openid
      .discovery(new URL(issuer), clientId, metadata, authentication, options)
      .then((configuration) => {
        const { issuer: named, authorization_endpoint: entrance } = configuration.serverMetadata();
        if (named !== issuer || entrance === undefined)
          throw new ProviderFault("PROVIDER_DOWN", "The discovery document is not that of OIDC_ISSUER.");
        return configuration;
      })
      .catch((error: unknown) => {
        restsUntil = Date.now() + DISCOVERY_REST_MS;
        throw error instanceof ProviderFault ? error : new ProviderFault("PROVIDER_DOWN", describe(error));
      });
    return found;
  };
}

/** The errors of the provider (RFC 6749, 4.1.2.1; OpenID Connect Core 1.0, 3.1.2.6) after which another try may help. */
const PASSING = new Set(["temporarily_unavailable", "server_error"]);

/** The errors of requests that got no answer of OAuth. */
const NO_ANSWER = new Set(["OAUTH_TIMEOUT", "OAUTH_ABORT", "OAUTH_RESPONSE_IS_NOT_CONFORM"]);

function explain(error: unknown): ProviderFault {
  const told = describe(error);
  if (error instanceof openid.AuthorizationResponseError || error instanceof openid.ResponseBodyError) {
    if (PASSING.has(error.error)) return new ProviderFault("PROVIDER_DOWN", told);
    return new ProviderFault(error.error === "access_denied" ? "DENIED" : "REFUSED", told);
  }
  const isAway = error instanceof openid.ClientError ? NO_ANSWER.has(error.code ?? "") : error instanceof TypeError;
  return new ProviderFault(isAway ? "PROVIDER_DOWN" : "REFUSED", told);
}

/** How deep the library nests the cause of an error. */
const MOST_CAUSES = 4;

/**
 * Says for the log what has happened. Only the library's own texts, codes and names of claims are taken: causes also hold
 * tokens, codes and what a stranger has written.
 */
function describe(error: unknown): string {
  const told: string[] = [];
  let cause = error as Partial<Record<"code" | "error" | "claim" | "message" | "cause", unknown>> | undefined;
  for (let depth = 0; depth < MOST_CAUSES && cause; depth += 1) {
    const { code, error: named, claim, message } = cause;
    if (typeof code === "string" && code.startsWith("OAUTH_") && typeof message === "string") told.push(message);
    for (const word of [code, named, claim]) if (typeof word === "string" && /^\w{1,60}$/.test(word)) told.push(word);
    cause = cause.cause as typeof cause;
  }
  return told.length > 0 ? [...new Set(told)].join(": ") : "The provider gave no usable answer.";
}
