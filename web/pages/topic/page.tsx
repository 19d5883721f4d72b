import { propositionAddress, speakerAddress, topicAddress } from "../../address/nouns.ts";
import { listOf } from "../../address/statements.ts";
import { documents } from "../../generated/documents.ts";
import type { TopicQuery } from "../../generated/operations.ts";
import { definePage } from "../../page.ts";
import { Bars } from "../../views/Bars.tsx";
import { EditLinks } from "../../views/EditLinks.tsx";
import { type Lane, Lanes } from "../../views/Lanes.tsx";
import { Links } from "../../views/Links.tsx";
import { NameHeading } from "../../views/NameHeading.tsx";
import { OtherNames } from "../../views/OtherNames.tsx";
import { useMessages } from "../../views/reading.ts";
import { SaidOn } from "../../views/SaidOn.tsx";
import { StatementList } from "../../views/StatementList.tsx";
import { listAlternates } from "../listAlternates.ts";

type Found = NonNullable<TopicQuery["topic"]>;

/** How many speakers have a lane of their own. */
const MOST_LANES = 8;

/** A topic: its place among the others, who spoke on it when, and the newest statements. */
export const topicPage = definePage({
  path: "/topics/:slug",
  document: documents.topic,
  variables: ({ parts }) => ({ slug: parts.slug ?? "", topic: [parts.slug ?? ""] }),
  show({ topic, propositions }, { address, language }) {
    const t = language.messages;
    const asked = address.parts.slug ?? "";
    if (!topic) return { missing: { title: t.noSuchTopic, search: asked.replaceAll("-", " ") } };
    if (topic.slug !== asked) return { redirect: topicAddress(topic.slug), isPermanent: true };
    return {
      view: {
        title: topic.name,
        description: [topic.description, t.statementCount(topic.marks.totalCount)].filter(Boolean).join(". "),
        canonical: topicAddress(topic.slug),
        alternates: listAlternates(new URLSearchParams({ topic: asked }), t),
        asked: topic.name,
        main: <Topic topic={topic} propositions={propositions?.nodes ?? []} />,
      },
    };
  },
});

interface TopicProps {
  topic: Found;
  propositions: NonNullable<TopicQuery["propositions"]>["nodes"];
}

function Topic({ topic, propositions }: TopicProps) {
  const t = useMessages();
  const { id, slug, name, kind, description, isFictional, names, broader, narrower, speakers, marks, newest } = topic;
  const all = listOf({ topic: slug });
  return (
    <div class="profile">
      <header>
        <p class="lead">{t.topicKind[kind]}</p>
        <NameHeading name={name} isFictional={isFictional} />
        {description && (
          <p class="lead" dir="auto">
            {description}
          </p>
        )}
        <WhenAndWhere {...topic} />
        <OtherNames name={name} names={names} />
        <Links title={t.partOf} entries={broader} addressOf={topicAddress} />
        <Links title={t.contains} entries={narrower.nodes} addressOf={topicAddress} />
        <Links title={t.whoStandsOn} entries={propositions} addressOf={propositionAddress} />
        <p class="to-all">
          <a href={all}>{t.statementCount(marks.totalCount)}</a>
        </p>
      </header>
      <Lanes title={t.whoSpokeWhen} lanes={lanesOf(topic)} total={marks.totalCount} />
      <Bars
        title={t.speakers}
        bars={speakers.edges.map(({ node, statementCount }) => ({
          label: node.name,
          count: statementCount,
          href: listOf({ speaker: node.slug, topic: slug }),
        }))}
      />
      <StatementList title={t.newest} statements={newest.nodes} all={all} />
      <EditLinks noun="Topic" id={id} />
    </div>
  );
}

function WhenAndWhere({ startsOn, endsOn, place }: Found) {
  const t = useMessages();
  if (!startsOn && !place) return null;
  return (
    <p class="links">
      {startsOn && <SaidOn date={startsOn} />}
      {startsOn && endsOn && endsOn !== startsOn && (
        <>
          {" – "}
          <SaidOn date={endsOn} />
        </>
      )}
      {place && (
        <span dir="auto">
          {startsOn && t.comma}
          {place}
        </span>
      )}
    </p>
  );
}

/** A lane for each of the speakers with most statements. */
function lanesOf({ speakers, marks }: Found): Lane[] {
  return speakers.edges
    .slice(0, MOST_LANES)
    .map(({ node }) => ({
      label: node.name,
      href: speakerAddress(node.slug),
      dots: marks.nodes.filter(({ speaker }) => speaker?.slug === node.slug),
    }))
    .filter(({ dots }) => dots.length > 0);
}
