/** Takes about 10 MB. */
const MOST_REMEMBERED = 100_000;

/**
 * Returns a function that tells whether an id is among the last 100,000 it was called with. An endless stream has too many ids
 * to remember all.
 */
export function rememberRecent(): (id: string) => boolean {
  const recent = new Set<string>();
  return (id) => {
    if (recent.has(id)) return true;
    recent.add(id);
    if (recent.size > MOST_REMEMBERED) recent.delete(recent.values().next().value as string);
    return false;
  };
}
