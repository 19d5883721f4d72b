import { Fragment } from "preact";
import { isLongAddress } from "../../address/length.ts";
import { statementAddress } from "../../address/nouns.ts";
import { documents } from "../../generated/documents.ts";
import type { VerifyQuery } from "../../generated/operations.ts";
import type { Messages } from "../../language/messages.ts";
import { definePage } from "../../page.ts";
import { Meanings } from "../../views/Meanings.tsx";
import { useMessages } from "../../views/reading.ts";
import { SaidOn } from "../../views/SaidOn.tsx";
import { Attribution, Printed } from "../../views/Statement.tsx";

type Verified = NonNullable<VerifyQuery["verifyQuote"]>;
type Match = Verified["matches"][number];

/** What a fact checker asks: the words, and who is said to have said them. */
interface Claim {
  text: string;
  speaker: string | undefined;
}

/** Checks a quotation: the verdict in a sentence, the words that differ, and the printing that comes nearest. */
export const verifyPage = definePage({
  path: "/verify",
  takesForm: true,
  document: documents.verify,
  variables: ({ query }) => {
    const { text, speaker } = claimOf(query);
    return { text, speaker, isAsked: text !== "" };
  },
  show({ verifyQuote }, { address, language }) {
    const t = language.messages;
    const claim = claimOf(address.query);
    return {
      view: {
        title: t.verify,
        description: t.verifyLead,
        canonical: addressToFollow(claim) ?? "/verify",
        isUnlisted: claim.text !== "",
        main: <Verification claim={claim} verified={verifyQuote} />,
      },
    };
  },
});

function claimOf(query: URLSearchParams): Claim {
  return { text: query.get("text")?.trim() ?? "", speaker: query.get("speaker")?.trim() || undefined };
}

function verifyAddress({ text, speaker }: Claim): string {
  if (text === "") return "/verify";
  return `/verify?${new URLSearchParams({ text, ...(speaker && { speaker }) })}`;
}

/** Writes the address of a claim; undefined if the words are so long that only the form can send them. */
function addressToFollow(claim: Claim): string | undefined {
  const address = verifyAddress(claim);
  return isLongAddress(address) ? undefined : address;
}

function Verification({ claim, verified }: { claim: Claim; verified: Verified | null | undefined }) {
  const t = useMessages();
  return (
    <div class="verify" data-island="verify">
      <h1>{t.verify}</h1>
      <p class="lead">{t.verifyLead}</p>
      <ClaimForm {...claim} />
      <p class="unseen" role="status" />
      <div data-answer>
        {verified && (
          <section aria-labelledby="verdict">
            <h2 id="verdict">{t.verdict}</h2>
            <Verdict claim={claim} verified={verified} />
            {verified.matches.length > 0 && <Matches matches={verified.matches} />}
          </section>
        )}
      </div>
    </div>
  );
}

function ClaimForm({ text, speaker }: Claim) {
  const t = useMessages();
  return (
    <form class="fields" action="/verify" method="post">
      <label for="claim-text">{t.quotation}</label>
      <textarea id="claim-text" name="text" rows={4} maxLength={2_000} dir="auto" required value={text} />
      <label for="claim-speaker">{t.allegedSpeaker}</label>
      <input id="claim-speaker" name="speaker" maxLength={200} dir="auto" autocomplete="off" value={speaker} />
      <button type="submit">{t.check}</button>
    </form>
  );
}

/** The answer in a sentence or two. */
function Verdict({ claim, verified }: { claim: Claim; verified: Verified }) {
  const t = useMessages();
  const { wording, matches, matched } = verified;
  return (
    <>
      <p class={`verdict verdict-${isDoubtful(verified) ? "doubtful" : "found"}`}>
        {t.wording[wording]} {attributionOf(verified, claim, t)}
      </p>
      <Meanings
        names={matched.names}
        addressOf={(_meaning, slug) => addressToFollow({ text: claim.text, speaker: slug })}
      />
      {matches.length === 0 && <p>{t.notOnRecordAdvice}</p>}
    </>
  );
}

function isDoubtful({ wording, attribution }: Verified): boolean {
  return wording === "NONE" || wording === "PARTIAL" || (attribution ?? "CONFIRMED") !== "CONFIRMED";
}

/** Whose the words are; empty without a speaker to compare. */
function attributionOf({ attribution, matches, matched }: Verified, claim: Claim, t: Messages): string {
  const [meant, ...others] = matched.names[0]?.nodes ?? [];
  const alleged = meant && "name" in meant && others.length === 0 ? meant.name : (claim.speaker ?? "");
  const said = matches.find((match) => match.attribution === attribution)?.statement.speaker?.name;
  if (attribution === "CONFIRMED") return t.saidBy(said ?? alleged);
  if (attribution === "OTHER_SPEAKER") return t.saidByOther(said ?? t.unknownSpeaker, alleged);
  if (attribution === "SPEAKER_UNKNOWN") return t.saidByUnknown;
  return "";
}

function Matches({ matches }: { matches: readonly Match[] }) {
  const t = useMessages();
  const differs = matches.some(({ parts }) => parts.some(({ change }) => change !== "SAME"));
  return (
    <>
      {differs && (
        <p class="differences">
          <del>{t.onlyGiven}</del> <ins>{t.onlyOnRecord}</ins>
        </p>
      )}
      <ol class="statements">
        {matches.map((match) => (
          <li key={match.statement.urn}>
            <Nearest {...match} />
          </li>
        ))}
      </ol>
    </>
  );
}

/** A statement that has the words: where they differ, who said them, and the printing that comes nearest. */
function Nearest({ statement, parts, appearance, wording }: Match) {
  const t = useMessages();
  const { firstAppearance, kind, language, saidOn, urn } = statement;
  return (
    <article class="statement">
      <p class="statement-date">
        <a href={statementAddress(urn)}>
          <SaidOn date={saidOn} />
        </a>{" "}
        <span class="mark">{t.wordingShort[wording]}</span>
        {kind !== "DIRECT" && <span class="mark">{t[`kind${kind}`]}</span>}
      </p>
      <blockquote class="words compared" lang={language} cite={appearance?.passage.url ?? appearance?.article.url}>
        <p dir="auto">
          {parts.map((part, i) => (
            <Fragment key={`${i} ${part.text}`}>
              {i > 0 && spaceBetween(parts[i - 1]?.text, part.text)}
              <Part {...part} />
            </Fragment>
          ))}
        </p>
      </blockquote>
      <Attribution statement={statement} />
      <Printed appearance={appearance ?? firstAppearance} />
    </article>
  );
}

/** A character of a script that writes words without spaces between them. */
const UNSPACED = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}]/u;

function spaceBetween(before: string | undefined, after: string): string {
  return UNSPACED.test(before?.at(-1) ?? "") || UNSPACED.test(after.at(0) ?? "") ? "" : " ";
}

function Part({ text, change, given }: Match["parts"][number]) {
  if (change === "ADDED") return <del>{text}</del>;
  if (change === "MISSING") return <ins>{text}</ins>;
  if (change === "SAME") return <span>{text}</span>;
  return (
    <>
      <del>{given}</del> <ins>{text}</ins>
    </>
  );
}
