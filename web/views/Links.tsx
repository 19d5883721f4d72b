import { useMessages } from "./reading.ts";

export interface LinksProps {
  title: string;
  entries: readonly { slug: string; name: string }[];
  addressOf(slug: string): string;
}

/** A line of links behind a word: “Part of: Syria, Middle East”. */
export function Links({ title, entries, addressOf }: LinksProps) {
  const t = useMessages();
  if (entries.length === 0) return null;
  return (
    <p class="links">
      <span class="links-title">{title}</span>{" "}
      {entries.map(({ slug, name }, i) => (
        <span key={slug}>
          {i > 0 && t.comma}
          <a href={addressOf(slug)} dir="auto">
            {name}
          </a>
        </span>
      ))}
    </p>
  );
}
