import { useMessages } from "../../views/reading.ts";

/** The keys of the review desk. Without script there are none, so the island shows the list. */
export function ReviewKeys() {
  const t = useMessages().review;
  return (
    <details class="review-keys" data-keys hidden>
      <summary>{t.keys}</summary>
      <dl class="facts">
        {t.keysAre.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label>
        <input type="checkbox" data-use-keys checked /> {t.useKeys}
      </label>
    </details>
  );
}
