import { propositionAddress } from "../../address/nouns.ts";
import { listOf } from "../../address/statements.ts";
import { documents } from "../../generated/documents.ts";
import type { Messages } from "../../language/messages.ts";
import { definePage, type View } from "../../page.ts";
import { LONGEST_SEARCH, readSearch } from "../../search/readSearch.ts";
import { useMessages } from "../../views/reading.ts";
import { type Choice, chooseMeaning, type Destination, namesToAsk, wordsToCount } from "./chooseMeaning.ts";

/**
 * Where the search box leads: it reads what was typed, asks the archive which names it knows, and goes to the list of
 * statements with that filter. The address of a search is its query. It has a view of its own only where it must ask what was
 * meant, or where too much was typed.
 */
export const searchPage = definePage({
  path: "/search",
  document: documents.search,
  variables({ query }) {
    const typed = query.get("q") ?? "";
    if (lengthOf(typed) > LONGEST_SEARCH) return { ...nothingAsked, speakers: [], topics: [], whole: [] };
    const search = readSearch(typed);
    const { whole, text, from, to } = search;
    if (!whole) return { redirect: listOf({ text, from, to }), isPermanent: false };
    const words = wordsToCount(search);
    return { ...namesToAsk(search), whole: [whole], asksWords: words !== undefined, words: words ?? null };
  },
  show(data, { address, language }) {
    const typed = address.query.get("q") ?? "";
    const { messages } = language;
    if (lengthOf(typed) > LONGEST_SEARCH) return { view: tooLong(lengthOf(typed), messages) };
    const found = chooseMeaning(readSearch(typed), data);
    if ("list" in found) return { redirect: listOf({ ...found.list }), isPermanent: false };
    if ("proposition" in found) return { redirect: propositionAddress(found.proposition), isPermanent: false };
    const title = messages.searchFor(typed.trim());
    return {
      view: {
        title,
        isUnlisted: true,
        asked: typed,
        main: <WhatWasMeant title={title} found={found} />,
      },
    };
  },
});

const nothingAsked = { asksWords: false, words: null };

function lengthOf(typed: string): number {
  return [...typed].length;
}

function tooLong(length: number, t: Messages): View {
  return {
    title: t.searchTooLongTitle,
    isUnlisted: true,
    main: (
      <div class="failure">
        <h1>{t.searchTooLongTitle}</h1>
        <p>{t.searchTooLong(length, LONGEST_SEARCH)}</p>
        <p>
          <a href="/verify">{t.verify}</a>
        </p>
      </div>
    ),
  };
}

/** What may have been meant, and the search for the words themselves. */
function WhatWasMeant({ title, found }: { title: string; found: Extract<Destination, { choices: Choice[] }> }) {
  const t = useMessages();
  return (
    <div class="failure">
      <h1 dir="auto">{title}</h1>
      {found.choices.length === 0 ? (
        <>
          <p>{t.nothingByTheseWords}</p>
          <p>
            <a href={listOf({ speakerStatus: "UNKNOWN" })}>{t.speakersAsPrinted}</a>
          </p>
        </>
      ) : (
        <>
          <p>{t.didYouMean}</p>
          <ul>
            {found.choices.map((choice) => {
              const address = listOf({ ...choice.conditions });
              return (
                <li key={address}>
                  <a href={address} dir="auto">
                    {nameOf(choice, t)}
                  </a>
                </li>
              );
            })}
          </ul>
          <p>
            <a href={listOf({ ...found.words })}>{t.searchTheWords}</a>
          </p>
        </>
      )}
    </div>
  );
}

function nameOf({ speaker, topic, source }: Choice, t: Messages): string {
  return [t.statements, speaker && t.by(speaker), topic && t.on(topic), source && t.in(source)]
    .filter(Boolean)
    .join(" ");
}
