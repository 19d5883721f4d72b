import type { FastifyReply, FastifyRequest } from "fastify";
import { EncryptJWT, jwtDecrypt } from "jose";
import { z } from "zod";
import { readCookie, setCookie } from "../cookies.ts";
import type { Attempt } from "./identityProvider.ts";

/**
 * The cookie that carries a sign-in over the visit to the identity provider. `SameSite=Lax`, because the provider sends the browser
 * back, and a cookie that is `Strict` would stay behind.
 */
const ATTEMPT_COOKIE = "onrecord-sign-in";

const cookie = { name: ATTEMPT_COOKIE, sameSite: "Lax" } as const;

/** How long somebody may take at the provider. */
const LIFETIME_S = 600;

const ENCRYPTION = "A256GCM";

/** A sign-in under way, and where it is to lead. */
export interface PendingSignIn extends Attempt {
  /** The address of this site to go on to. */
  next: string;
  /** Whether a form waits in another tab until its sender has signed in. */
  isFormKept: boolean;
}

const shape = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
  isFormKept: z.boolean(),
});

/** Lets the browser keep a sign-in, sealed with a key of 256 bits, so that nobody can read or make one. */
export async function keepPending(
  request: FastifyRequest,
  reply: FastifyReply,
  key: Uint8Array,
  pending: PendingSignIn,
): Promise<void> {
  const sealed = await new EncryptJWT({ ...pending })
    .setProtectedHeader({ alg: "dir", enc: ENCRYPTION })
    .setExpirationTime(`${LIFETIME_S}s`)
    .encrypt(key);
  setCookie(request, reply, { ...cookie, value: sealed, seconds: LIFETIME_S });
}

/** Reads the sign-in that a browser has kept, and lets it forget it; undefined without one, or if it is too old. */
export async function takePending(
  request: FastifyRequest,
  reply: FastifyReply,
  key: Uint8Array,
): Promise<PendingSignIn | undefined> {
  const found = readCookie(request, ATTEMPT_COOKIE);
  if (found === undefined) return undefined;
  setCookie(request, reply, { ...cookie, value: "", seconds: 0 });
  const options = { keyManagementAlgorithms: ["dir"], contentEncryptionAlgorithms: [ENCRYPTION] };
  const opened = await jwtDecrypt(found, key, options).catch(() => undefined);
  return shape.safeParse(opened?.payload).data;
}
