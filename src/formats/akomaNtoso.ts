import { isLonger, LONGEST_HEADLINE } from "../document/limits.ts";
import { detectLanguage, languageTag } from "../text/languages.ts";
import { GAP } from "./akomaNtoso/body.ts";
import { dateOf, withoutDate } from "./akomaNtoso/dates.ts";
import { statementsOf } from "./akomaNtoso/statements.ts";
import { newTranscript, type Transcript } from "./akomaNtoso/transcript.ts";
import { readXml } from "./akomaNtoso/xml.ts";
import type { ArticleDraft, Defaults, Format, InputFile, Reading } from "./drafts.ts";
import { articleUrn, baseName } from "./reading/articleName.ts";
import type { Problem, RejectCode } from "./rejections.ts";

/** Transcripts in the XML of parliaments (Akoma Ntoso, OASIS LegalDocML). A file is an article; its speeches are statements. */
export const akomaNtoso: Format = {
  name: "akoma-ntoso",
  description: "Transcripts of debates and meetings in Akoma Ntoso XML: each speech is a direct statement",
  records: "speeches and narratives",
  isOwn: (name) => /\.(xml|akn)$/i.test(name),
  read: readTranscriptFile,
};

type TranscriptProblem = Problem & { line?: number | undefined };

/** Reads a file as one article: a problem of the file rejects all its speeches. */
async function* readTranscriptFile(file: InputFile, defaults: Defaults): AsyncIterable<Reading> {
  const { transcript, events } = newTranscript();
  const problem = await readXml(file, events);
  const { speechCount, narratives } = transcript;
  const described = problem ?? describeTranscript(transcript, file.name, defaults);
  if ("code" in described) {
    const { code, message, line } = described;
    yield { rejected: { place: { file: file.path, line }, code, message, records: Math.max(1, speechCount) } };
    return;
  }
  const { statements, rejected } = statementsOf(transcript, file.path, described.publishedAt);
  yield { article: { ...described, place: { file: file.path }, statements } };
  for (const each of rejected) yield { rejected: each };
  if (narratives > 0) yield { leftOut: { reason: "narrative", records: narratives } };
}

/** Returns the article without its statements, or the reason why the file cannot be an article. */
function describeTranscript(
  transcript: Transcript,
  fileName: string,
  defaults: Defaults,
): Omit<ArticleDraft, "place" | "statements"> | TranscriptProblem {
  const { root, speechCount, blocks, references, author } = transcript;
  if (root !== "akomaNtoso") {
    return refuseTranscript(
      "MALFORMED",
      `The file is not Akoma Ntoso: its outermost element is <${root}>; give a file that begins with <akomaNtoso>.`,
    );
  }
  if (speechCount === 0)
    return refuseTranscript("INCOMPLETE", "The file contains no speeches: add some, or do not import it.");
  if (transcript.isTooLong())
    return refuseTranscript(
      "TOO_LARGE",
      "The file has more than 2,000,000 characters, or more than 20,000 speeches: split it.",
    );
  const publisher = defaults.source ?? (author && references.get(author)?.name);
  if (!publisher) return refuseTranscript("INCOMPLETE", 'The file does not say who published it: add --source "Name".');
  const written = dateOf(transcript.date, fileName);
  if (!written) return refuseTranscript("NO_DATE", "The file has no date: put it into the file name, as 2018-09-07.");
  if ("code" in written) return written;
  const name = withoutExtension(fileName);
  const heading = blocks.find(({ role }) => role === "heading")?.text.replaceAll("\n", " ");
  const headline = heading === undefined ? baseName(name) : withoutDate(heading, written.date);
  if (isLonger(headline, LONGEST_HEADLINE)) {
    return refuseTranscript("TOO_LARGE", `The heading has more than ${LONGEST_HEADLINE} characters: shorten it.`);
  }
  const body = blocks.map(({ text }) => text).join(GAP);
  return {
    url: articleUrn(akomaNtoso.name, name),
    headline,
    publishedAt: written.date,
    language: defaults.language ?? languageTag(transcript.language) ?? detectLanguage(body),
    source: { name: publisher, kind: "INSTITUTION" },
    ...(defaults.wire && { wire: { name: defaults.wire, kind: "AGENCY" as const } }),
    body,
  };
}

function refuseTranscript(code: RejectCode, message: string): TranscriptProblem {
  return { code, message };
}

function withoutExtension(name: string): string {
  return name.replace(/(\.(an|akn))?\.(xml|akn)$/i, "");
}
