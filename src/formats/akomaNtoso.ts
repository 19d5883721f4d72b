import { isLonger, LONGEST_HEADLINE } from "../document/limits.ts";
import { detectLanguage, languageTag } from "../text/languages.ts";
import { GAP } from "./akomaNtoso/body.ts";
import { daysOf, withoutDate } from "./akomaNtoso/dates.ts";
import { sittingOf } from "./akomaNtoso/sitting.ts";
import { openSpeakers } from "./akomaNtoso/speakers.ts";
import { statementsOf } from "./akomaNtoso/statements.ts";
import { newTranscript, type Transcript } from "./akomaNtoso/transcript.ts";
import { readXml } from "./akomaNtoso/xml.ts";
import type { ArticleDraft, Defaults, Format, InputFile, Reading } from "./drafts.ts";
import { baseName, datedUrn } from "./reading/articleName.ts";
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
  const { said, article } = described;
  const speakerOf = openSpeakers(transcript.references, article.source.name, article.url);
  const sitting = sittingOf(article, said, transcript.location);
  const { statements, rejected } = statementsOf(transcript, file.path, { saidAt: said, sitting }, speakerOf);
  yield { article: { ...article, place: { file: file.path }, statements } };
  for (const each of rejected) yield { rejected: each };
  if (narratives > 0) yield { leftOut: { reason: "narrative", records: narratives } };
}

/** An article before its statements are read, and the day on which they were said. */
interface DescribedTranscript {
  said: string;
  article: Omit<ArticleDraft, "place" | "statements" | "source"> & { source: { name: string; kind: "INSTITUTION" } };
}

/** Returns the article without its statements, or the reason why the file cannot be an article. */
function describeTranscript(
  transcript: Transcript,
  fileName: string,
  defaults: Defaults,
): DescribedTranscript | TranscriptProblem {
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
  const days = daysOf(transcript, fileName);
  if (!days) return refuseTranscript("NO_DATE", "The file has no date: put it into the file name, as 2018-09-07.");
  if ("code" in days) return days;
  const name = withoutExtension(fileName);
  const heading = blocks.find(({ role }) => role === "heading")?.text.replaceAll("\n", " ");
  const headline = heading === undefined ? baseName(name) : withoutDate(heading, days.said);
  if (isLonger(headline, LONGEST_HEADLINE)) {
    return refuseTranscript("TOO_LARGE", `The heading has more than ${LONGEST_HEADLINE} characters: shorten it.`);
  }
  const body = blocks.map(({ text }) => text).join(GAP);
  const article: DescribedTranscript["article"] = {
    ...transcriptAddress(transcript, name, days.said),
    headline,
    publishedAt: days.published,
    language: defaults.language ?? languageTag(transcript.language) ?? detectLanguage(body),
    source: { name: publisher, kind: "INSTITUTION" },
    ...(defaults.wire && { wire: { name: defaults.wire, kind: "AGENCY" as const } }),
    body,
  };
  return { said: days.said, article };
}

/**
 * Returns the article's address: of the work that the file says it is, and of its language, because a work has a file in each;
 * otherwise of the file's name and date.
 */
function transcriptAddress(
  { work, uri, language }: Transcript,
  name: string,
  date: string,
): Pick<ArticleDraft, "url" | "identity"> {
  const stated = work ?? uri;
  if (stated === undefined) return { url: datedUrn(akomaNtoso.name, name, date), identity: "FILE_NAME" };
  const urn = datedUrn(akomaNtoso.name, stated.replace(/^\/+/, ""), date);
  return { url: language ? `${urn}!${language}` : urn, identity: "STATED_ID" };
}

function refuseTranscript(code: RejectCode, message: string): TranscriptProblem {
  return { code, message };
}

function withoutExtension(name: string): string {
  return name.replace(/(\.(an|akn))?\.(xml|akn)$/i, "");
}
