/** Returns the constructions of a list, which "||" separates. */
export function sentenceList(constructions: string): readonly string[] {
  return constructions.trim().split(/\s*\|\|\s*/);
}
