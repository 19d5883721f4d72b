import {
  articleAddress,
  cardAddress,
  oembedAddress,
  propositionAddress,
  statementAddress,
  topicAddress,
  urnOf,
} from "../../address/nouns.ts";
import { listOf } from "../../address/statements.ts";
import { CARD, hasCard } from "../../card/StatementCard.tsx";
import type { CitedPrinting } from "../../citation/printing.ts";
import { documents } from "../../generated/documents.ts";
import type { StatementQuery, StatementQueryVariables } from "../../generated/operations.ts";
import { longInstant } from "../../language/dates.ts";
import { doneBy } from "../../language/doneBy.ts";
import type { Messages } from "../../language/messages.ts";
import { languageName } from "../../language/names.ts";
import { statementTitle } from "../../language/statementTitle.ts";
import { definePage } from "../../page.ts";
import { quotationOfSchemaOrg, type StatementFacts } from "../../schemaOrg/quotation.ts";
import { isEditor } from "../../signedIn.ts";
import { Citations } from "../../views/Citations.tsx";
import { EditLinks } from "../../views/EditLinks.tsx";
import { PassageWords } from "../../views/PassageInContext.tsx";
import { Position } from "../../views/Position.tsx";
import { Publisher } from "../../views/Publisher.tsx";
import { useLanguageTag, useMessages } from "../../views/reading.ts";
import { SaidOn } from "../../views/SaidOn.tsx";
import { Attribution, isInvented } from "../../views/Statement.tsx";
import { Words } from "../../views/Words.tsx";
import { PrintingLanes } from "./PrintingLanes.tsx";

type Found = NonNullable<StatementQuery["statement"]>;

/** The judgements that wait for an editor. For everybody else there are none. */
const WAITING: StatementQueryVariables["waiting"] = ["PROPOSED"];

/** One statement: its words, the passage in its context, every printing, what it is about, and its history. */
export const statementPage = definePage({
  path: "/statements/:urn",
  document: documents.statement,
  variables: ({ path, parts, signedIn = null }) => {
    const urn = urnOf(parts.urn ?? "");
    const own = statementAddress(urn);
    return own === path ? { urn, waiting: isEditor(signedIn) ? WAITING : [] } : { redirect: own, isPermanent: true };
  },
  show({ statement }, { language, origin }) {
    const t = language.messages;
    if (!statement) return { missing: { title: t.noSuchStatement } };
    const { text, urn, status } = statement;
    const description = [...text].length > 200 ? `${[...text].slice(0, 199).join("")}…` : text;
    const title = statementTitle(statement, language);
    return {
      view: {
        title,
        description,
        canonical: statementAddress(urn),
        alternates: [{ type: "application/json+oembed", href: oembedAddress(origin, urn), title: "oEmbed" }],
        picture: hasCard(statement, language)
          ? { href: cardAddress(urn), ...CARD, alt: altOf(statement, `${description} (${title})`, t) }
          : undefined,
        // Machines would take what is made up for what was said.
        data: isInvented(statement) ? undefined : quotationOfSchemaOrg(factsOf(statement), origin),
        isUnlisted: status !== "PUBLISHED",
        main: <Statement statement={statement} origin={origin} />,
      },
    };
  },
});

/** What the picture shows, for those who do not see it. */
function altOf(statement: Found, words: string, t: Messages): string {
  return isInvented(statement) ? `${words}${t.comma}${t.fictional}` : words;
}

function factsOf(statement: Found): StatementFacts {
  const { speaker, speakerRole, firstAppearance } = statement;
  return { ...statement, speaker: speaker && { ...speaker, role: speakerRole }, article: firstAppearance.article };
}

function citedOf({ urn, firstAppearance }: Found, origin: string): CitedPrinting {
  const { article, passage } = firstAppearance;
  const { source, wire } = article;
  const recordAddress = `${origin}${statementAddress(urn)}`;
  return { ...article, publisher: source.name, wire: wire?.name, passage: passage.exact, urn, recordAddress };
}

function Statement({ statement, origin }: { statement: Found; origin: string }) {
  const t = useMessages();
  const { saidOn, saidAtBasis, status, statusReason, firstAppearance, occasion } = statement;
  return (
    <article class="single">
      {status === "RETRACTED" && (
        <p class="notice" role="note">
          {statusReason ? t.retractedBecause(statusReason) : t.retractedSilently}
        </p>
      )}
      <h1 class="single-date">
        <SaidOn date={saidOn} />
        {saidAtBasis === "PUBLICATION" && <small> ({t.saidOnPublication})</small>}
        {isInvented(statement) && <strong class="mark">{t.fictional}</strong>}
      </h1>
      <Words {...statement} cite={firstAppearance.passage.url ?? firstAppearance.article.url} />
      <Attribution statement={statement} />
      {occasion && (
        <p class="occasion">
          {t.occasion}{" "}
          <a href={listOf({ occasion: occasion.slug })} dir="auto">
            {occasion.name}
          </a>
        </p>
      )}
      <Topics {...statement} />
      <Stances {...statement} />
      <Printings {...statement} />
      {status === "PUBLISHED" && <Citations printing={citedOf(statement, origin)} />}
      <History {...statement} />
      <EditLinks noun="Statement" id={statement.id} status={status} without={idleEdits(statement)} />
    </article>
  );
}

/** The mutations for which the statement has nothing: no judgement to accept, no topic to remove. */
function idleEdits({ stances, waitingStances, topics, links }: Found): string[] {
  return [
    ...(waitingStances.length === 0 ? ["stanceAccept", "stanceReject"] : []),
    ...(stances.length + waitingStances.length === 0 ? ["stanceRemove"] : []),
    ...(topics.length === 0 ? ["statementUntag"] : []),
    ...(links.length === 0 ? ["statementLinkRemove"] : []),
  ];
}

function Topics({ topics }: Found) {
  const t = useMessages();
  if (topics.length === 0) return null;
  return (
    <section class="topics" aria-labelledby="topics">
      <h2 id="topics">{t.topicsOf}</h2>
      <ul class="tags">
        {topics.map(({ slug, name }) => (
          <li key={slug}>
            <a href={topicAddress(slug)} dir="auto">
              {name}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Stances({ stances }: Found) {
  const t = useMessages();
  if (stances.length === 0) return null;
  return (
    <section aria-labelledby="stances">
      <h2 id="stances">{t.stances}</h2>
      <ul class="stances">
        {stances.map(({ position, proposition, note, judgedBy }) => (
          <li key={proposition.slug + judgedBy}>
            <Position position={position} />{" "}
            <a href={propositionAddress(proposition.slug)} dir="auto">
              {proposition.name}
            </a>
            {note && <span class="note"> {note}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Printings({ appearances, independentSourceCount }: Found) {
  const t = useMessages();
  return (
    <section aria-labelledby="printings">
      <h2 id="printings">{t.printings}</h2>
      <p class="lead">
        {t.printingCount(appearances.totalCount)}
        {t.comma}
        {t.independentSources(independentSourceCount)}
      </p>
      <PrintingLanes printings={appearances.nodes} total={appearances.totalCount} />
      <ol class="printings">
        {appearances.nodes.map((appearance) => (
          <li key={appearance.id}>
            <Printing {...appearance} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Printing({ id, article, passage, attributionText, cue, addressee }: Found["appearances"]["nodes"][number]) {
  const t = useMessages();
  const asPrinted = [
    ...(attributionText ? [t.namedAs(attributionText)] : []),
    ...(cue ? [t.saidWith(cue)] : []),
    ...(addressee ? [t.spokenTo(addressee)] : []),
  ];
  return (
    <>
      <p class="printed">
        <SaidOn date={article.publishedOn} /> <Publisher {...article} />
        <a class="headline" href={articleAddress(article.id)}>
          <bdi lang={article.language}>{article.headline}</bdi>
        </a>
        {article.isFictional && <span class="mark">{t.fictional}</span>}
      </p>
      <PassageWords passage={passage} language={article.language} />
      <p class="printed">
        {asPrinted.length > 0 && (
          <span class="as-printed" dir="auto">
            {t.articleHas} {asPrinted.join(t.comma)}
          </span>
        )}
        {passage.url && !article.isFictional && (
          <a class="outward" href={passage.url} rel="noreferrer">
            {t.readAtTheWords}
          </a>
        )}
      </p>
      <EditLinks noun="Appearance" id={id} isForEditors />
    </>
  );
}

function History({ history, assertedBy, createdAt, language, urn }: Found) {
  const t = useMessages();
  const tag = useLanguageTag();
  return (
    <section aria-labelledby="history">
      <h2 id="history">{t.history}</h2>
      <ul class="history">
        {history.nodes.map(({ id, at, action, reason, by }) => (
          <li key={id}>
            <time dateTime={at}>{longInstant(at, tag)}</time> {by.name}: {reason ?? doneBy(action, t)}
          </li>
        ))}
        <li>{t.onRecordSince(longInstant(createdAt, tag))}</li>
        <li dir="auto">{t.recordedBy(assertedBy.name)}</li>
      </ul>
      {history.nodes.length === 0 && <p>{t.noHistory}</p>}
      <dl class="facts">
        <dt>{t.languageOf}</dt>
        <dd>{languageName(language, tag)}</dd>
        <dt>{t.nameOfStatement}</dt>
        <dd>
          <code>{urn}</code>
        </dd>
      </dl>
    </section>
  );
}
