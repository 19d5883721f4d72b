import { useMessages } from "./reading.ts";

export interface SearchBoxProps {
  /** What the box shows. */
  asked?: string | undefined;
  isLarge?: boolean;
}

/** The search box: an ordinary form; the island `search` completes names in it. */
export function SearchBox({ asked, isLarge = false }: SearchBoxProps) {
  const t = useMessages();
  const id = isLarge ? "search-large" : "search";
  return (
    <search>
      <form
        class={isLarge ? "search search-large" : "search"}
        action="/search"
        method="get"
        data-island="search"
        data-completions={t.completions}
        data-sign-in={t.signInToComplete}
        data-speaker={t.speaker}
        data-topic={t.topic}
        data-source={t.source}
      >
        <label class="unseen" for={id}>
          {t.searchLabel}
        </label>
        <input
          id={id}
          name="q"
          type="search"
          value={asked}
          placeholder={t.searchHint}
          autocomplete="off"
          spellcheck={false}
          dir="auto"
          maxLength={500}
          required
        />
        <button type="submit">{t.search}</button>
      </form>
    </search>
  );
}
