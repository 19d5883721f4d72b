import type { KeyRole } from "../generated/prisma/client.ts";

/** The roles of keys, the lowest first: each allows everything that those before it allow. */
export const keyRoles = ["READER", "EDITOR", "ADMIN"] as const satisfies readonly KeyRole[];

/** Tells whether a role allows what another one is needed for. */
export function allows(role: KeyRole, needed: KeyRole): boolean {
  return keyRoles.indexOf(role) >= keyRoles.indexOf(needed);
}
