/** What a name of the address was taken to mean. */
export interface MeantName {
  given: string;
  field: string;
  nodes: readonly object[];
}

/** Returns the name of the one thing that was meant; the words as given if it was none or several. */
export function nameMeant(meanings: readonly MeantName[], field: string, given: string): string {
  const meant = field === "proposition" ? "stance.proposition" : field;
  const [node, ...others] = meanings.find((meaning) => meaning.field === meant && meaning.given === given)?.nodes ?? [];
  return node && others.length === 0 && "name" in node ? String(node.name) : given;
}
