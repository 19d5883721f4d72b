import type { Format, InputFile, Reading, SpeakerRecord } from "./drafts.ts";
import { sortCollections } from "./popolo/collections.ts";
import { readEntities } from "./popolo/entries.ts";
import { twinFinder } from "./popolo/homonyms.ts";
import { readRoles } from "./popolo/memberships.ts";
import { isNone } from "./popolo/roles.ts";
import { readSpeakerEntry } from "./popolo/speakers.ts";
import type { Problem } from "./rejections.ts";

type SpeakerReading = SpeakerRecord["speaker"];

/** People and organisations in the Popolo format, as parliaments and EveryPolitician publish them. */
export const popolo: Format = {
  name: "popolo",
  description: "People and organizations with their names, Wikidata ids and dated roles, in Popolo JSON",
  records: "people and organizations",
  isOwn: (name) => /\.json$/i.test(name),
  read: readPopoloFile,
};

/** In UTF-16 units. The whole file is in memory, at several times its size: a longer one would need more than 400 MB. */
const LARGEST = 16_000_000;

const NO_POPOLO: Problem = {
  code: "MALFORMED",
  message: "The file is not Popolo: it has neither persons nor organizations; add them.",
};

async function* readPopoloFile(file: InputFile): AsyncIterable<Reading> {
  const reject = ({ code, message }: Problem, record?: string): Reading => ({
    rejected: { place: { file: file.path, record }, code, message },
  });
  const given = parsePopolo(await file.text());
  const collections = "problem" in given ? null : sortCollections(given.value);
  if (!collections) return yield reject("problem" in given ? given.problem : NO_POPOLO);
  const persons = readEntities(collections.persons, "person");
  const organizations = readEntities(collections.organizations, "organization");
  const { rolesOf, problems } = readRoles(collections, persons, organizations);
  const readingOf = (record: string, speaker: SpeakerReading | Problem): Reading =>
    "code" in speaker ? reject(speaker, record) : { speaker: { place: { file: file.path, record }, speaker } };
  const twinOf = twinFinder();
  for (const { record, read: entity } of persons) {
    const speaker = "code" in entity ? entity : readSpeakerEntry(entity, "PERSON", rolesOf(entity));
    yield readingOf(record, "code" in speaker ? speaker : (twinOf(speaker) ?? speaker));
  }
  for (const { record, problem } of problems) yield reject(problem, record);
  let placeholders = 0;
  for (const { record, read: entity } of organizations) {
    const speaker = "code" in entity ? entity : readSpeakerEntry(entity, "ORGANIZATION", []);
    if ("name" in speaker && isNone(speaker.name)) placeholders++;
    else yield readingOf(record, speaker);
  }
  if (placeholders > 0) yield { leftOut: { reason: "organization that stands for none", records: placeholders } };
}

function parsePopolo(text: string): { value: unknown } | { problem: Problem } {
  if (text.length > LARGEST) {
    return {
      problem: {
        code: "TOO_LARGE",
        message: "The file has more than 16 million characters: split it by legislative periods.",
      },
    };
  }
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    const message = `The file is not JSON (${(error as Error).message}): correct it there, or download it again.`;
    return { problem: { code: "MALFORMED", message } };
  }
}
