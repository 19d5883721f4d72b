import { useMessages } from "./reading.ts";

export interface OtherNamesProps {
  /** The name that the page has as its heading. */
  name: string;
  names: readonly { name: string; language?: string | null }[];
}

/** The other names by which something is found, each in its own language. */
export function OtherNames({ name, names }: OtherNamesProps) {
  const t = useMessages();
  const others = names.filter((other) => other.name !== name);
  if (others.length === 0) return null;
  return (
    <p class="links">
      <span class="links-title">{t.alsoCalled}</span>{" "}
      {others.map((other, i) => (
        <span key={other.name}>
          {i > 0 && t.comma}
          <span lang={other.language ?? undefined} dir="auto">
            {other.name}
          </span>
        </span>
      ))}
    </p>
  );
}
