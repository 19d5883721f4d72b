import { propositionAddress, speakerAddress } from "../../address/nouns.ts";
import { listOf } from "../../address/statements.ts";
import { documents } from "../../generated/documents.ts";
import type { SpeakerQuery } from "../../generated/operations.ts";
import { definePage } from "../../page.ts";
import { type SpeakerFacts, speakerOfSchemaOrg } from "../../schemaOrg/nouns.ts";
import { Bars } from "../../views/Bars.tsx";
import { EditLinks } from "../../views/EditLinks.tsx";
import { type Lane, Lanes } from "../../views/Lanes.tsx";
import { Links } from "../../views/Links.tsx";
import { NameHeading } from "../../views/NameHeading.tsx";
import { OtherNames } from "../../views/OtherNames.tsx";
import { HeldSince, Position, PositionChange } from "../../views/Position.tsx";
import { useMessages } from "../../views/reading.ts";
import { StatementList } from "../../views/StatementList.tsx";
import { listAlternates } from "../listAlternates.ts";

type Found = NonNullable<SpeakerQuery["speaker"]>;

/** A speaker: the roles over time with the statements, the topics, the positions and the newest statements. */
export const speakerPage = definePage({
  path: "/speakers/:slug",
  document: documents.speaker,
  variables: ({ parts }) => ({ slug: parts.slug ?? "" }),
  show({ speaker }, { address, language, origin }) {
    const t = language.messages;
    const asked = address.parts.slug ?? "";
    if (!speaker) return { missing: { title: t.noSuchSpeaker, search: asked.replaceAll("-", " ") } };
    // The slug of a merged speaker leads to the one that was kept.
    if (speaker.slug !== asked) return { redirect: speakerAddress(speaker.slug), isPermanent: true };
    return {
      view: {
        title: speaker.name,
        description: [speaker.description, t.statementCount(speaker.marks.totalCount)].filter(Boolean).join(". "),
        canonical: speakerAddress(speaker.slug),
        alternates: listAlternates(new URLSearchParams({ speaker: asked }), t),
        data: speaker.isFictional ? undefined : speakerOfSchemaOrg(factsOf(speaker), origin),
        asked: speaker.name,
        main: <Speaker {...speaker} />,
      },
    };
  },
});

/** Names in other scripts are other names, too; the name itself is not. */
function factsOf(speaker: Found): SpeakerFacts {
  const others = speaker.names.map(({ name }) => name).filter((name) => name !== speaker.name);
  return { ...speaker, otherNames: [...new Set(others)] };
}

function Speaker(speaker: Found) {
  const t = useMessages();
  const { id, slug, name, description, isFictional, names, members, groups, marks, newest, topics } = speaker;
  const all = listOf({ speaker: slug });
  return (
    <div class="profile">
      <header>
        <NameHeading name={name} isFictional={isFictional} />
        {description && (
          <p class="lead" dir="auto">
            {description}
          </p>
        )}
        <OtherNames name={name} names={names} />
        <Links title={t.members} entries={members} addressOf={speakerAddress} />
        <Links title={t.memberOf} entries={groups} addressOf={speakerAddress} />
        <p class="to-all">
          <a href={all}>{t.statementCount(marks.totalCount)}</a>
        </p>
      </header>
      <Lanes title={t.rolesOverTime} lanes={lanesOf(speaker, t.statements)} total={marks.totalCount} />
      <div class="halves">
        <Bars
          title={t.topicsOf}
          bars={topics.edges.map(({ node, statementCount }) => ({
            label: node.name,
            count: statementCount,
            href: listOf({ speaker: slug, topic: node.slug }),
          }))}
        />
        <Positions {...speaker} />
      </div>
      <StatementList title={t.newest} statements={newest.nodes} all={all} isSpeakerKnown />
      <EditLinks noun="Speaker" id={id} />
    </div>
  );
}

/** A lane for each role, the earliest first, and one with the statements. */
function lanesOf({ roles, marks }: Found, statements: string): Lane[] {
  const sorted = roles.toSorted((one, other) => (one.startsOn ?? "").localeCompare(other.startsOn ?? ""));
  return [
    ...sorted.map(({ label, startsOn, endsOn }) => ({ label, band: { startsOn, endsOn }, dots: [] })),
    ...(marks.nodes.length > 0 ? [{ label: statements, dots: marks.nodes }] : []),
  ];
}

function Positions({ positions }: Found) {
  const t = useMessages();
  if (positions.length === 0) return null;
  return (
    <section aria-labelledby="positions">
      <h2 id="positions">{t.positions}</h2>
      <ul class="stances">
        {positions.map(({ position, since, isDisputed, proposition, changes }) => (
          <li key={proposition.slug}>
            <Position position={position} />{" "}
            <a href={propositionAddress(proposition.slug)} dir="auto">
              {proposition.name}
            </a>
            <span class="note">
              {" "}
              <HeldSince since={since} isDisputed={isDisputed} />
            </span>
            {changes.map((change) => (
              <span class="note" key={change.after.urn}>
                {" "}
                <PositionChange {...change} />
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
