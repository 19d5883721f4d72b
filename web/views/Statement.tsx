import { articleAddress, speakerAddress, statementAddress } from "../address/nouns.ts";
import type { PrintedFragment, StatementItemFragment } from "../generated/operations.ts";
import { Publisher } from "./Publisher.tsx";
import { useMessages } from "./reading.ts";
import { SaidOn } from "./SaidOn.tsx";
import { type SnippetPart, Words } from "./Words.tsx";

export interface StatementProps {
  statement: StatementItemFragment;
  /** The words around what was searched for, if a text was. */
  snippet?: readonly SnippetPart[] | null | undefined;
  /** Whether the page is about the speaker, who is then not named again. */
  isSpeakerKnown?: boolean;
  /** Whether the page is about the article, which is then not named again. */
  isArticleKnown?: boolean;
  /** Whether the page shows its date already, which is then not repeated. */
  isDateKnown?: boolean;
}

/** A statement in a list: its words, who said it in which role, when, and where it is printed. */
export function Statement({
  statement,
  snippet,
  isSpeakerKnown = false,
  isArticleKnown = false,
  isDateKnown = false,
}: StatementProps) {
  const t = useMessages();
  const { firstAppearance, saidOn, status } = statement;
  const address = statementAddress(statement.urn);
  return (
    <article class="statement">
      {(!isDateKnown || isInvented(statement) || status === "RETRACTED") && (
        <p class="statement-date">
          {!isDateKnown && (
            <a href={address}>
              <SaidOn date={saidOn} />
            </a>
          )}
          {isInvented(statement) && <strong class="mark">{t.fictional}</strong>}
          {status === "RETRACTED" && <strong class="mark">{t.retracted}</strong>}
        </p>
      )}
      <div class="statement-body">
        <Words
          {...statement}
          cite={firstAppearance.passage.url ?? firstAppearance.article.url}
          snippet={snippet}
          href={address}
          isOnlyWay={isDateKnown}
        />
        {!isSpeakerKnown && <Attribution statement={statement} />}
        {!isArticleKnown && <Printed appearance={firstAppearance} isMarked />}
      </div>
    </article>
  );
}

/** Whether it is made up, as much of the demo is: nobody may take it for what was said. */
export function isInvented({ speaker, firstAppearance }: StatementItemFragment): boolean {
  return firstAppearance.article.isFictional || speaker?.isFictional === true;
}

/** Who said it, in which role on that day. */
export function Attribution({ statement }: { statement: StatementItemFragment }) {
  const t = useMessages();
  const { speaker, speakerRole, speakerStatus, firstAppearance } = statement;
  const unnamed = speakerStatus === "UNNAMED" ? t.unnamedSpeaker : t.unknownSpeaker;
  return (
    <p class="attribution">
      {speaker ? (
        <a class="speaker" href={speakerAddress(speaker.slug)} dir="auto">
          {speaker.name}
        </a>
      ) : (
        <span class="speaker" dir="auto">
          {firstAppearance.attributionText ?? unnamed}
        </span>
      )}
      {speakerRole && (
        <>
          {t.comma}
          <span class="role" dir="auto">
            {speakerRole}
          </span>
        </>
      )}
    </p>
  );
}

export interface PrintedProps {
  appearance: PrintedFragment;
  /** Whether the statement is marked already as made up, if it is. */
  isMarked?: boolean;
}

/** Where it is printed: the publisher and, apart, the agency that supplied it. */
export function Printed({ appearance, isMarked = false }: PrintedProps) {
  const t = useMessages();
  const { article, passage } = appearance;
  return (
    <p class="printed">
      <Publisher {...article} />
      <a class="headline" href={articleAddress(article.id)}>
        <bdi>{article.headline}</bdi>
      </a>
      {article.isFictional && !isMarked && <span class="mark">{t.fictional}</span>}
      {passage.url && !article.isFictional && (
        <a class="outward" href={passage.url} rel="noreferrer">
          {t.readAtTheWords}
        </a>
      )}
    </p>
  );
}
