import { type FilterName, narrowed, widened } from "../address/statements.ts";
import type { NamedFragment } from "../generated/operations.ts";
import { useMessages } from "./reading.ts";

export interface Meaning {
  given: string;
  field: string;
  how?: string | null;
  nodes: readonly NamedFragment[];
  suggestions: readonly NamedFragment[];
}

export interface MeaningsProps {
  names: readonly Meaning[];
  query: URLSearchParams;
}

/** What the names of a filter were taken to mean if that is not plain, and what may have been meant by unknown ones. */
export function Meanings({ names, query }: MeaningsProps) {
  const t = useMessages();
  const doubtful = names.filter(({ how, nodes }) => how !== "EXACT" || nodes.length > 1);
  if (doubtful.length === 0) return null;
  return (
    <div class="meanings">
      {doubtful.map(({ given, field, how, nodes, suggestions }) => {
        const name = field === "stance.proposition" ? "proposition" : (field as FilterName);
        const instead = (node: NamedFragment) =>
          "slug" in node
            ? narrowed(new URLSearchParams(widened(query, name, [given]).split("?")[1]), name, node.slug)
            : "";
        const shown = how ? nodes : suggestions;
        return (
          <p key={field + given}>
            {how ? t.takenAs(given) : t.notKnown(given)}
            {shown.length > 0 && (
              <>
                {how ? " " : ` ${t.didYouMean} `}
                {shown.map((node, i) => (
                  <span key={node.id}>
                    {i > 0 && ", "}
                    <a href={instead(node)} dir="auto">
                      {"name" in node ? node.name : node.id}
                    </a>
                  </span>
                ))}
                {how ? "." : "?"}
              </>
            )}
          </p>
        );
      })}
    </div>
  );
}
