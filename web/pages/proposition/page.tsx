import { propositionAddress, speakerAddress, topicAddress } from "../../address/nouns.ts";
import { listOf } from "../../address/statements.ts";
import { documents } from "../../generated/documents.ts";
import type { PropositionQuery, StancePosition } from "../../generated/operations.ts";
import { speakersByPosition } from "../../language/speakersByPosition.ts";
import { definePage } from "../../page.ts";
import { EditLinks } from "../../views/EditLinks.tsx";
import { Links } from "../../views/Links.tsx";
import { NameHeading } from "../../views/NameHeading.tsx";
import { OtherNames } from "../../views/OtherNames.tsx";
import { HeldSince, PositionChange } from "../../views/Position.tsx";
import { useMessages } from "../../views/reading.ts";
import { Statement } from "../../views/Statement.tsx";

type Found = NonNullable<PropositionQuery["proposition"]>;

/** The order in which positions are shown. */
const ORDER: readonly StancePosition[] = ["SUPPORTS", "CONDITIONAL", "NEUTRAL", "OPPOSES"];

/** How many statements stand below a speaker's position. */
const MOST_SHOWN = 3;

/** A proposition: who is for it, who is against it, since when, and the words on which that rests. */
export const propositionPage = definePage({
  path: "/propositions/:slug",
  document: documents.proposition,
  variables: ({ parts }) => ({ slug: parts.slug ?? "" }),
  show({ proposition }, { address, language }) {
    const t = language.messages;
    const asked = address.parts.slug ?? "";
    if (!proposition) return { missing: { title: t.noSuchProposition, search: asked.replaceAll("-", " ") } };
    if (proposition.slug !== asked) return { redirect: propositionAddress(proposition.slug), isPermanent: true };
    return {
      view: {
        title: proposition.name,
        description: speakersByPosition(proposition.positionCounts, t),
        canonical: propositionAddress(proposition.slug),
        main: <Proposition {...proposition} />,
      },
    };
  },
});

function Proposition({ id, slug, name, isFictional, names, topics, positions }: Found) {
  const t = useMessages();
  return (
    <div class="profile">
      <header>
        <p class="lead">{t.whoStandsWhere}</p>
        <NameHeading name={name} isFictional={isFictional} />
        <OtherNames name={name} names={names} />
        <Links title={t.topicsOf} entries={topics} addressOf={topicAddress} />
        <p class="to-all">
          <a href={listOf({ proposition: slug })}>{t.allStatements}</a>
        </p>
      </header>
      <div class="sides">
        {ORDER.map((position) => (
          <Side
            key={position}
            slug={slug}
            position={position}
            held={positions.filter((held) => held.position === position)}
          />
        ))}
      </div>
      <EditLinks noun="Proposition" id={id} />
    </div>
  );
}

function Side({ slug, position, held }: { slug: string; position: StancePosition; held: Found["positions"] }) {
  const t = useMessages();
  if (held.length === 0) return null;
  return (
    <section class={`side side-${position.toLowerCase()}`} aria-labelledby={`side-${position}`}>
      <h2 id={`side-${position}`}>{t.speakersWith(held.length, t.position[position] ?? position)}</h2>
      <ul>
        {held.map(({ speaker, since, isDisputed, note, statements, statementCount, changes }) => (
          <li key={speaker.slug}>
            <p>
              <a class="speaker" href={speakerAddress(speaker.slug)} dir="auto">
                {speaker.name}
              </a>{" "}
              <span class="note">
                <HeldSince since={since} isDisputed={isDisputed} />
              </span>
            </p>
            {note && (
              <p class="note" dir="auto">
                {note}
              </p>
            )}
            <ul class="grounds">
              {statements.slice(0, MOST_SHOWN).map((statement) => (
                <li key={statement.urn}>
                  <Statement statement={statement} isSpeakerKnown />
                </li>
              ))}
            </ul>
            {statementCount > MOST_SHOWN && (
              <p class="more">
                <a href={listOf({ speaker: speaker.slug, proposition: slug, position })}>{t.allStatements}</a>
              </p>
            )}
            {changes.map((change) => (
              <p class="note" key={change.after.urn}>
                <PositionChange {...change} />
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
