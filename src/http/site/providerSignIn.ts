import type { FastifyContextConfig, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import {
  type Answer,
  type Asked,
  nextAddress,
  providerPaths,
  type SignInReason,
  type Site,
} from "../../../web/server.tsx";
import { errorCodeOf } from "../../graphql/errors.ts";
import type { Points } from "../../graphql/rateLimit.ts";
import { addressOf } from "../addressOf.ts";
import type { SignIn } from "../authentication.ts";
import { fitsCookie, setKeyCookie } from "../siteCookie.ts";
import { keepPending, takePending } from "./attemptCookie.ts";
import { identityProvider, type ProviderClient, ProviderFault } from "./identityProvider.ts";

/** The identity provider with which people sign in. */
export interface ProviderSettings extends ProviderClient {
  /** Returns the key of 256 bits that seals a sign-in while somebody is at the provider; the same for all processes. */
  sealingKey: () => Promise<Uint8Array>;
}

export interface ProviderServing {
  site: Site;
  askedBy: (request: FastifyRequest) => Asked;
  send: (reply: FastifyReply, answer: Answer) => FastifyReply;
  signIn: SignIn;
  provider: ProviderSettings;
  points: Points | undefined;
  contentSecurityPolicy: FastifyContextConfig["contentSecurityPolicy"];
}

/** The points that each step takes from its sender's address: as many as a wrong key, for each asks the provider. */
const POINTS_OF_STEP = 100;

/** A longer address would not fit the cookie. */
const LONGEST_NEXT = 1_500;

/**
 * Serves the sign-in with an identity provider: one address leads to it, and the provider leads back to the other. The token that it
 * gives is checked as if it had been pasted, and kept in the same cookie.
 */
export function mountProviderSignIn(app: FastifyInstance, serving: ProviderServing): void {
  const { site, askedBy, send, points, provider, contentSecurityPolicy } = serving;
  const client = identityProvider(provider);
  const options = { exposeHeadRoute: false, config: { contentSecurityPolicy } as FastifyContextConfig };
  const takePoints = async ({ ip: address }: FastifyRequest) => points?.take({ viewer: null, address }, POINTS_OF_STEP);

  app.get(providerPaths.start, options, async (request, reply) => {
    void reply.header("cache-control", "no-store");
    const asked = askedBy(request);
    const given = nextAddress(asked.query.get("next"));
    const next = given.length > LONGEST_NEXT ? "/" : given;
    const isFormKept = asked.query.has("form");
    // Nobody is sent to the provider by a link of another site.
    if (!isFromHere(request)) return send(reply, site.signIn(asked, { next }));
    await takePoints(request);
    try {
      const { address, attempt } = await client.begin(`${asked.origin}${providerPaths.return}`);
      await keepPending(request, reply, await provider.sealingKey(), { ...attempt, next, isFormKept });
      return reply.code(303).header("location", address.href).send("");
    } catch (error) {
      return send(reply, site.signIn(asked, { next, isFormKept, reason: reasonOf(error, request) }));
    }
  });

  app.get(providerPaths.return, options, async (request, reply) => {
    // The address holds the code, which is nobody else's.
    void reply.headers({ "cache-control": "no-store", "referrer-policy": "no-referrer" });
    const asked = askedBy(request);
    await takePoints(request);
    const pending = await takePending(request, reply, await provider.sealingKey());
    const { next, isFormKept } = pending ?? { next: "/", isFormKept: false };
    try {
      if (!pending) throw new ProviderFault("LOST", "The browser keeps no sign-in, or one that is too old.");
      const tokens = await client.finish(addressOf(request), pending);
      setKeyCookie(request, reply, await firstAccepted(tokens, request, serving.signIn));
      return send(reply, site.signedIn(asked, { next, isFormKept }));
    } catch (error) {
      return send(reply, site.signIn(asked, { next, isFormKept, reason: reasonOf(error, request) }));
    }
  });
}

/** Tells whether a person has followed a link of this site, or has entered the address; old browsers do not say. */
function isFromHere({ headers }: FastifyRequest): boolean {
  return [undefined, "same-origin", "none"].includes(headers["sec-fetch-site"] as string | undefined);
}

/**
 * Returns the first token that this archive takes as a key.
 *
 * @throws ProviderFault if it takes none
 */
async function firstAccepted(tokens: readonly string[], { ip }: FastifyRequest, signIn: SignIn): Promise<string> {
  const faults: { reason: SignInReason; message: string }[] = [];
  for (const token of tokens) {
    const fault = await signIn(token, ip);
    if (fault) faults.push(fault);
    else if (fitsCookie(token)) return token;
    else faults.push({ reason: "TOO_LONG", message: "The token is too long for a cookie." });
  }
  // A token without a role, or a long one, was otherwise good; that another one is for somebody else matters less.
  const telling = faults.find(({ reason }) => reason !== "WRONG")?.reason ?? "NOT_ACCEPTED";
  throw new ProviderFault(telling, faults.map(({ message }) => message).join(" ") || "The provider gave no JWT.");
}

/**
 * Returns why a sign-in failed, and logs what the operator must know to mend it.
 *
 * @throws the error itself if it is of another kind
 */
function reasonOf(error: unknown, request: FastifyRequest): SignInReason {
  // The keys with which a token is checked could not be had.
  const isAway = errorCodeOf(error) === "UNAVAILABLE";
  if (!isAway && !(error instanceof ProviderFault)) throw error;
  const reason = error instanceof ProviderFault ? error.reason : "PROVIDER_DOWN";
  request.log.warn({ reason, fault: (error as Error).message }, "sign-in with the identity provider failed");
  return reason;
}
