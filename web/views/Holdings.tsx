import type { HoldingsFragment } from "../generated/operations.ts";
import { longDate } from "../language/dates.ts";
import { useLanguageTag, useMessages } from "./reading.ts";

/** How much the archive holds, and of which time. */
export function Holdings({ archive }: { archive: HoldingsFragment }) {
  const t = useMessages();
  const language = useLanguageTag();
  const { firstSaidOn, lastSaidOn } = archive;
  const between =
    firstSaidOn && lastSaidOn && t.saidBetween(longDate(firstSaidOn, language), longDate(lastSaidOn, language));
  const counts = [
    t.statementCount(archive.statementCount),
    t.speakerCount(archive.speakerCount),
    t.topicCount(archive.topicCount),
    t.articleCount(archive.articleCount),
    t.sourceCount(archive.sourceCount),
  ];
  return (
    <section class="size" aria-label={t.holds}>
      <ul>
        {counts.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      {between && <p>{between}</p>}
    </section>
  );
}
