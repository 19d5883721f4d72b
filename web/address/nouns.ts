/** The addresses of single things. */

const URN = "urn:uuid:";

/** Writes the address of a statement: its name in every archive, without what all these names begin with. */
export function statementAddress(urn: string): string {
  return `/statements/${encodeURIComponent(urn.startsWith(URN) ? urn.slice(URN.length) : urn)}`;
}

/** Writes the address of a statement that other sites may show in a frame. */
export function embedAddress(urn: string): string {
  return `${statementAddress(urn)}/embed`;
}

/** Writes the address of the picture that other sites show beside a link to a statement. */
export function cardAddress(urn: string): string {
  return `${statementAddress(urn)}/card.png`;
}

/** Writes the whole address at which other sites learn how to embed a statement (oEmbed). */
export function oembedAddress(origin: string, urn: string): string {
  return `${origin}/oembed?${new URLSearchParams({ url: `${origin}${statementAddress(urn)}`, format: "json" })}`;
}

/** Reads the name of a statement from the last part of its address. */
export function urnOf(part: string): string {
  const plain = part.toLowerCase();
  return plain.startsWith("urn:") ? plain : `${URN}${plain}`;
}

/** Writes the address of a speaker. */
export function speakerAddress(slug: string): string {
  return `/speakers/${encodeURIComponent(slug)}`;
}

/** Writes the address of a topic. */
export function topicAddress(slug: string): string {
  return `/topics/${encodeURIComponent(slug)}`;
}

/** Writes the address of a source. */
export function sourceAddress(slug: string): string {
  return `/sources/${encodeURIComponent(slug)}`;
}

/** Writes the address of a proposition. */
export function propositionAddress(slug: string): string {
  return `/propositions/${encodeURIComponent(slug)}`;
}

/** Writes the address of an article. */
export function articleAddress(id: string): string {
  return `/articles/${encodeURIComponent(id)}`;
}

/** What has a page of its own, with what its address is written with. */
export type Addressed =
  | { __typename: "Speaker" | "Topic" | "Source" | "Proposition"; slug: string }
  | { __typename: "Article"; id: string }
  | { __typename: "Statement"; urn: string };

/** Writes the address of anything that has a page of its own. */
export function nounAddress(noun: Addressed): string {
  switch (noun.__typename) {
    case "Speaker":
      return speakerAddress(noun.slug);
    case "Topic":
      return topicAddress(noun.slug);
    case "Source":
      return sourceAddress(noun.slug);
    case "Proposition":
      return propositionAddress(noun.slug);
    case "Article":
      return articleAddress(noun.id);
    case "Statement":
      return statementAddress(noun.urn);
  }
}
