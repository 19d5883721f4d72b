/** The address of the page on which people sign in. */
const PATH = "/sign-in";

/** Writes the address at which people sign in, and go on from there to a page of this site. */
export function signInAddress(next: string): string {
  return next === "/" || next.startsWith(PATH) ? PATH : `${PATH}?${new URLSearchParams({ next })}`;
}

/** The addresses of the sign-in with an identity provider: where it begins, and where the provider sends people back to. */
export const providerPaths = { start: `${PATH}/start`, return: `${PATH}/return` } as const;

/**
 * Writes the address that leads to the identity provider.
 *
 * @param isFormKept whether a form waits in another tab until its sender has signed in
 */
export function providerAddress(next: string, isFormKept: boolean): string {
  if (isFormKept) return `${providerPaths.start}?form=kept`;
  return next === "/" ? providerPaths.start : `${providerPaths.start}?${new URLSearchParams({ next })}`;
}

/** Reads the address of this site to go on to; the front page for any other text of a stranger. */
export function nextAddress(next: string | null): string {
  // A browser reads `\\` as `/`, and two of them begin the name of another host.
  if (next === null || !/^\/(?![/\\])/.test(next) || /[\s\\]/.test(next)) return "/";
  return next.startsWith(PATH) ? "/" : next;
}
