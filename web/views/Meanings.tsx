import { exchanged, type FilterName } from "../address/statements.ts";
import type { MeaningsFragment } from "../generated/operations.ts";
import { useMessages } from "./reading.ts";

type Meaning = MeaningsFragment["names"][number];

export interface MeaningsProps {
  names: readonly Meaning[];
  /** Writes the address of the same page with a node in the place of a name; undefined if it would be too long to follow. */
  addressOf(meaning: Meaning, slug: string): string | undefined;
}

/** Makes the addresses for a list of statements. */
export function meantInList(query: URLSearchParams, path?: string): MeaningsProps["addressOf"] {
  return ({ given, field }, slug) => {
    const name = field === "stance.proposition" ? "proposition" : (field as FilterName);
    return exchanged(query, name, [given, slug], path);
  };
}

/** What the names of a filter were taken to mean if that is not plain, and what may have been meant by unknown ones. */
export function Meanings({ names, addressOf }: MeaningsProps) {
  const t = useMessages();
  const doubtful = names.filter(({ how, nodes }) => how !== "EXACT" || nodes.length > 1);
  if (doubtful.length === 0) return null;
  return (
    <div class="meanings">
      {doubtful.map((meaning) => {
        const { given, field, how, nodes, suggestions } = meaning;
        const shown = how ? nodes : suggestions;
        return (
          <p key={field + given}>
            {how ? t.takenAs(given) : t.notKnown(given)}
            {shown.length > 0 && (
              <>
                {how ? " " : ` ${t.didYouMean} `}
                {shown.map((node, i) => (
                  <span key={node.id}>
                    {i > 0 && t.comma}
                    <a href={addressOf(meaning, "slug" in node ? node.slug : node.id)} dir="auto">
                      {"name" in node ? node.name : node.id}
                    </a>
                  </span>
                ))}
                {how ? "." : t.questionMark}
              </>
            )}
          </p>
        );
      })}
    </div>
  );
}
