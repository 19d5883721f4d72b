/** Parameters that say how a reader came to a page, and not which page it is. */
const TRACKING =
  /^(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|li_fat_id|igshid|mc_cid|mc_eid|_ga|_gl)$/i;
const DEFAULT_PORT: Record<string, string> = { http: ":80", https: ":443" };
/** "paper.example/a". A host alone is no article's address: it rather is a source in the wrong column. */
const WITHOUT_SCHEME = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}(?::\d+)?\/\S+$/u;

/** A name of something that is not on the web. */
export const URN = /^urn:[A-Za-z0-9][A-Za-z0-9-]{1,31}:[^\s\p{Cc}]+$/u;

/** Returns whether a text is the address of a web page. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s\p{Cc}]+$/u.test(text) && URL.canParse(text);
}

/**
 * Returns what an article's address is: the same for all that lead to one page of a publisher. The scheme and the host are in
 * lower case, without the port that is understood; parameters for tracking and directives to highlight words (`:~:text=`) are
 * left out. The path and all other parameters stay as they are, and so does a URN.
 */
export function articleAddressOf(url: string): string {
  const [, scheme, authority, rest] = /^(https?):\/\/([^/?#]*)(.*)$/isu.exec(url) ?? [];
  if (scheme === undefined || authority === undefined || rest === undefined) return url;
  const protocol = scheme.toLowerCase();
  const at = authority.lastIndexOf("@") + 1;
  const host = authority.slice(at).toLowerCase();
  const port = DEFAULT_PORT[protocol] as string;
  const bare = host.endsWith(port) ? host.slice(0, -port.length) : host;
  return `${protocol}://${authority.slice(0, at)}${bare}${withoutTracking(withoutDirective(rest))}`;
}

/** Returns a URL, or its part from the path on, without the directive in its fragment, which is a place on the page. */
export function withoutDirective(url: string): string {
  return url.replace(/#(.*?):~:.*$/s, (_, fragment: string) => (fragment ? `#${fragment}` : ""));
}

function withoutTracking(rest: string): string {
  const [, path = "", query, fragment = ""] = /^([^?#]*)(?:\?([^#]*))?(.*)$/s.exec(rest) ?? [];
  if (query === undefined) return rest;
  const all = query.split("&");
  const kept = all.filter((parameter) => !TRACKING.test(parameter.split("=")[0] as string));
  if (kept.length === all.length) return rest;
  return `${path}${kept.length > 0 ? `?${kept.join("&")}` : ""}${fragment}`;
}

/**
 * Reads an article's address as people write it, also without its scheme, or its URN.
 *
 * @returns null for anything else
 */
export function readAddress(written: string): string | null {
  const whole = WITHOUT_SCHEME.test(written)
    ? `https://${written}`
    : written.replace(/^https?:/i, (scheme) => scheme.toLowerCase());
  const address = articleAddressOf(whole);
  return isWebAddress(address) || URN.test(address) ? address : null;
}
