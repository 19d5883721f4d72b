import type { StatementKind } from "../generated/operations.ts";
import { useMessages } from "./reading.ts";

export interface SnippetPart {
  text: string;
  isMatch: boolean;
}

export interface WordsProps {
  text: string;
  kind: StatementKind;
  language: string;
  /** The address of the page that prints them. */
  cite?: string | undefined;
  snippet?: readonly SnippetPart[] | null | undefined;
  /** Where a click on the words leads. */
  href?: string | undefined;
  /** Whether nothing else of the statement leads there: then the keyboard stops at the words. */
  isOnlyWay?: boolean;
}

/**
 * The words of a statement. Words that are the speaker's own stand as a quotation, with the quotation marks of their
 * language; a paraphrase looks different, and says that it is one.
 */
export function Words({ text, kind, language, cite, snippet, href, isOnlyWay = false }: WordsProps) {
  const t = useMessages();
  const shown = snippet?.some(({ isMatch }) => isMatch) && covers(snippet, text) ? <Marked snippet={snippet} /> : text;
  const isDirect = kind === "DIRECT";
  const words = (
    <p lang={language} dir="auto">
      {href ? (
        // Usually the date of a statement leads there, too: the keyboard needs one stop, not two.
        <a class="to-statement" href={href} tabindex={isOnlyWay ? undefined : -1}>
          {shown}
        </a>
      ) : (
        shown
      )}
      {/* An element of its own: a mark behind the paragraph would move each time that more of the words arrive. */}
      {isDirect && <span class="quote-end" />}
    </p>
  );
  if (isDirect) {
    return (
      <blockquote class="words words-direct" cite={cite} lang={language}>
        {words}
      </blockquote>
    );
  }
  return (
    <div class={`words words-${kind.toLowerCase()}`}>
      <p class="kind">{t[`kind${kind}`]}</p>
      {words}
    </div>
  );
}

/** Whether the snippet is the whole text, not a part of it. */
function covers(snippet: readonly SnippetPart[], text: string): boolean {
  return snippet.map((part) => part.text).join("") === text;
}

function Marked({ snippet }: { snippet: readonly SnippetPart[] }) {
  return <>{snippet.map(({ text, isMatch }) => (isMatch ? <mark key={text}>{text}</mark> : text))}</>;
}
