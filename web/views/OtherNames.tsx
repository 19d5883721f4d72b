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
          {/* Its direction must not reach the commas, and a name reads best on one line. */}
          <bdi class="other-name" lang={other.language ?? undefined}>
            {other.name}
          </bdi>
          {i < others.length - 1 && t.comma}
        </span>
      ))}
    </p>
  );
}
