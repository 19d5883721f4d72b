/** About 10 MB of ids. */
const MOST_REMEMBERED = 100_000;

/**
 * Tells whether an id is among the last 100,000 that were asked for, and remembers it: in a stream without an end not all
 * can be remembered.
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
