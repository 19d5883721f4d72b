/**
 * Returns the entries of a list that "|" separates. A line end before an entry does not count; spaces do. An entry may be empty, and
 * stand several times, so that it is picked more often.
 */
export function wordList(entries: string): readonly string[] {
  return entries.replaceAll("\n", "").split("|");
}
