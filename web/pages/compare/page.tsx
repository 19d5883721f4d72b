import { propositionAddress, speakerAddress } from "../../address/nouns.ts";
import { conditionsOf, filterOf, statementsAddress, widened } from "../../address/statements.ts";
import { documents } from "../../generated/documents.ts";
import type { ColumnFragment } from "../../generated/operations.ts";
import { statementsFound } from "../../language/statementsFound.ts";
import { definePage } from "../../page.ts";
import { Lanes } from "../../views/Lanes.tsx";
import { Meanings, meantInList } from "../../views/Meanings.tsx";
import { HeldSince, Position } from "../../views/Position.tsx";
import { useMessages } from "../../views/reading.ts";
import { StatementList } from "../../views/StatementList.tsx";
import { nameMeant } from "../nameMeant.ts";

/** How many speakers the page's document can ask for, and how many statements a column shows. */
const MOST_SPEAKERS = 4;
const MOST_SHOWN = 5;

/** One of the speakers: the name as given, what it was taken to mean, and what was found. */
interface Side {
  given: string;
  name: string;
  slug: string | undefined;
  found: ColumnFragment;
}

/** Speakers side by side: what they said on a topic, when on one axis, and where they stand. */
export const comparePage = definePage({
  path: "/compare",
  document: documents.compare,
  variables: ({ query }) => {
    const [one, two, three, four] = speakersOf(query).map((speaker) => ({ ...filterOf(query), speaker: [speaker] }));
    return { one, two, three, four, isOne: !!one, isTwo: !!two, isThree: !!three, isFour: !!four };
  },
  show({ one, two, three, four }, { address, language }) {
    const t = language.messages;
    const { query } = address;
    const found = [one, two, three, four];
    const sides = speakersOf(query).flatMap((given, i) => sideOf(given, found[i]));
    const topics = topicsOf(query, sides);
    const title = t.listTitle(
      sides.length > 0 ? t.allOf(sides.map(({ name }) => name)) : t.compareTitle,
      topics.length > 0 ? [t.on(t.anyOf(topics))] : [],
    );
    return {
      view: {
        title,
        description: t.compareLead,
        canonical: statementsAddress(query, "/compare"),
        isUnlisted: sides.some(({ found }) => found.totalCount === 0),
        main: <Comparison sides={sides} query={query} title={title} />,
      },
    };
  },
});

/** The names to compare, each once. */
function speakersOf(query: URLSearchParams): string[] {
  return [...new Set(givenSpeakers(query))].slice(0, MOST_SPEAKERS);
}

function givenSpeakers(query: URLSearchParams): string[] {
  return query
    .getAll("speaker")
    .map((name) => name.trim())
    .filter(Boolean);
}

function sideOf(given: string, found: ColumnFragment | null | undefined): Side[] {
  if (!found) return [];
  const [node, ...others] = found.matched.names.find(({ field }) => field === "speaker")?.nodes ?? [];
  const isOne = node?.__typename === "Speaker" && others.length === 0;
  return [{ given, found, name: isOne ? node.name : given, slug: isOne ? node.slug : undefined }];
}

/** The names of the topics, as the archive has them. */
function topicsOf(query: URLSearchParams, sides: readonly Side[]): string[] {
  const meanings = sides[0]?.found.matched.names ?? [];
  return query
    .getAll("topic")
    .filter((given) => given.trim() !== "")
    .map((given) => nameMeant(meanings, "topic", given));
}

interface ComparisonProps {
  sides: readonly Side[];
  query: URLSearchParams;
  title: string;
}

function Comparison({ sides, query, title }: ComparisonProps) {
  const t = useMessages();
  return (
    <div class="compare">
      <header class="listing-head">
        <h1 dir="auto">{title}</h1>
        <p class="lead">{t.compareLead}</p>
        <SidesForm query={query} />
        {new Set(givenSpeakers(query)).size > MOST_SPEAKERS && <p class="meanings">{t.compareMost}</p>}
        <Meanings names={meaningsOf(sides)} addressOf={meantInList(query, "/compare")} />
      </header>
      <Lanes
        title={t.whoSpokeWhen}
        lanes={sides
          .filter(({ found }) => found.nodes.length > 0)
          .map(({ name, slug, found }) => ({
            label: name,
            href: slug && speakerAddress(slug),
            dots: found.nodes,
          }))}
        total={sides.reduce((sum, { found }) => sum + found.totalCount, 0)}
      />
      <Positions sides={sides.filter(({ slug }) => slug !== undefined)} />
      <div class={`beside beside-${sides.length}`}>
        {sides.map((side) => (
          <Column key={side.given} side={side} query={query} />
        ))}
      </div>
    </div>
  );
}

/** What was meant by the names of all columns, each name once. */
function meaningsOf(sides: readonly Side[]) {
  const meanings = sides.flatMap(({ found }) => found.matched.names);
  return [...new Map(meanings.map((meaning) => [`${meaning.field} ${meaning.given}`, meaning])).values()];
}

/** Fields for two speakers at least, and for one more than there are. */
function SidesForm({ query }: { query: URLSearchParams }) {
  const t = useMessages();
  const speakers = speakersOf(query);
  const fields = Math.min(MOST_SPEAKERS, Math.max(2, speakers.length + 1));
  const [topic, ...otherTopics] = query.getAll("topic");
  const kept = [
    ...conditionsOf(query).filter(({ name }) => name !== "speaker" && name !== "topic"),
    ...otherTopics.map((value) => ({ name: "topic", value })),
  ];
  return (
    <form class="fields fields-in-row" action="/compare" method="get">
      {Array.from({ length: fields }, (_, i) => (
        <p key={`speaker-${i + 1}`}>
          <label for={`speaker-${i + 1}`}>{t.speakerNumber(i + 1)}</label>
          <input
            id={`speaker-${i + 1}`}
            name="speaker"
            value={speakers[i]}
            dir="auto"
            autocomplete="off"
            maxLength={200}
          />
        </p>
      ))}
      <p>
        <label for="compare-topic">{t.compareOn}</label>
        <input id="compare-topic" name="topic" value={topic} dir="auto" autocomplete="off" maxLength={200} />
      </p>
      {kept.map(({ name, value }) => (
        <input key={name + value} type="hidden" name={name} value={value} />
      ))}
      <button type="submit">{t.compare}</button>
    </form>
  );
}

type Held = ColumnFragment["matched"]["speakers"][number]["positions"][number];

/** Where each of them stands: a row for each proposition, a column for each speaker. */
function Positions({ sides }: { sides: readonly Side[] }) {
  const t = useMessages();
  const held = (side: Side) =>
    side.found.matched.speakers.filter(({ slug }) => slug === side.slug).flatMap(({ positions }) => positions);
  const propositions = new Map(sides.flatMap(held).map(({ proposition }) => [proposition.slug, proposition]));
  if (propositions.size === 0) return null;
  return (
    <section class="positions" aria-labelledby="positions">
      <h2 id="positions">{t.positions}</h2>
      <table>
        <thead>
          <tr>
            <td />
            {sides.map(({ given, name }) => (
              <th key={given} scope="col" dir="auto">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...propositions.values()].map(({ slug, name }) => (
            <tr key={slug}>
              <th scope="row">
                <a href={propositionAddress(slug)} dir="auto">
                  {name}
                </a>
              </th>
              {sides.map((side) => (
                <td key={side.given}>
                  <PositionHeld position={held(side).find(({ proposition }) => proposition.slug === slug)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function PositionHeld({ position: held }: { position: Held | undefined }) {
  if (!held) return <>–</>;
  return (
    <>
      <Position position={held.position} />{" "}
      <span class="note">
        <HeldSince {...held} />
      </span>
    </>
  );
}

function Column({ side, query }: { side: Side; query: URLSearchParams }) {
  const t = useMessages();
  const { found, given, name, slug } = side;
  const others = givenSpeakers(query).filter((other) => other !== given);
  const all = widened(query, "speaker", others);
  const isTheirs = found.nodes.every(({ speaker }) => speaker?.slug === slug);
  if (found.totalCount === 0) {
    return (
      <section>
        <h2 dir="auto">{name}</h2>
        <p>{t.nothingFound}</p>
      </section>
    );
  }
  return (
    <StatementList
      title={`${name}: ${statementsFound(found, t)}`}
      statements={found.nodes.slice(0, MOST_SHOWN)}
      all={all}
      isSpeakerKnown={slug !== undefined && isTheirs}
    />
  );
}
