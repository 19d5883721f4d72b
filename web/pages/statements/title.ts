import { longDate } from "../../language/dates.ts";
import type { Language } from "../../language/languages.ts";
import type { Messages } from "../../language/messages.ts";

/** What a name of the address was taken to mean. */
interface Meaning {
  given: string;
  field: string;
  nodes: readonly object[];
}

/** Writes the heading of a list: “Statements by Vladimir Putin on Idlib”. */
export function titleOf(query: URLSearchParams, meanings: readonly Meaning[], { messages: t, tag }: Language): string {
  const named = (field: string) => {
    const names = query.getAll(field).map((given) => nameOf(meanings, field, given));
    return names.length > 0 ? t.anyOf(names) : undefined;
  };
  const [speaker, addressee, topic, occasion, source] = ["speaker", "addressee", "topic", "occasion", "source"].map(
    named,
  );
  const [text, from, to] = ["text", "from", "to"].map((name) => query.get(name) || undefined);
  const conditions = [
    speaker && t.by(speaker),
    addressee && t.to(addressee),
    topic && t.on(topic),
    text && t.withWords(text.replace(/^"(.*)"$/, "$1")),
    occasion && t.at(occasion),
    source && t.in(source),
    from && from === to && t.said(longDate(from, tag)),
    from && from !== to && t.since(longDate(from, tag)),
    to && from !== to && t.until(longDate(to, tag)),
  ];
  return t.listTitle(
    t.statements,
    conditions.filter((condition): condition is string => Boolean(condition)),
  );
}

/** The name of the one thing that was meant; the words as given if it was none or several. */
function nameOf(meanings: readonly Meaning[], field: string, given: string): string {
  const [node, ...others] = meanings.find((meaning) => meaning.field === field && meaning.given === given)?.nodes ?? [];
  return node && others.length === 0 && "name" in node ? String(node.name) : given;
}

/** Writes what the search box shows for a list, so that somebody can go on typing. */
export function searchWords(query: URLSearchParams, t: Messages): string {
  const [speaker, topic, text, from] = ["speaker", "topic", "text", "from"].map((name) => query.get(name) ?? "");
  const about = speaker && topic ? t.searchOn(speaker, topic) : speaker || topic;
  return [about, text, from && from === query.get("to") ? from : ""].filter(Boolean).join(" ");
}
