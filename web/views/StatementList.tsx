import type { StatementItemFragment } from "../generated/operations.ts";
import { useMessages } from "./reading.ts";
import { Statement } from "./Statement.tsx";

export interface StatementListProps {
  title: string;
  statements: readonly StatementItemFragment[];
  /** The address of the whole list. */
  all?: string | undefined;
  /** Whether the page is about their speaker, who is then not named again. */
  isSpeakerKnown?: boolean;
}

/** Some statements under a heading, with the way to all of them. */
export function StatementList({ title, statements, all, isSpeakerKnown = false }: StatementListProps) {
  const t = useMessages();
  if (statements.length === 0) return null;
  return (
    <section class="newest">
      <h2>{title}</h2>
      <ul class="statements">
        {statements.map((statement) => (
          <li key={statement.urn}>
            <Statement statement={statement} isSpeakerKnown={isSpeakerKnown} />
          </li>
        ))}
      </ul>
      {all && (
        <p class="more">
          <a href={all}>{t.allStatements}</a>
        </p>
      )}
    </section>
  );
}
