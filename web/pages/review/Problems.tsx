import type { SentProblemFragment } from "../../generated/operations.ts";
import { useMessages } from "../../views/reading.ts";

/** What is wrong with a form that was sent. The messages are the API's own. */
export function Problems({ problems }: { problems: readonly Pick<SentProblemFragment, "message">[] }) {
  const t = useMessages().review;
  return (
    <div class="notice" role="alert">
      <p>{t.cannot}</p>
      <ul>
        {problems.map(({ message }) => (
          <li key={message} dir="auto">
            {message}
          </li>
        ))}
      </ul>
    </div>
  );
}
