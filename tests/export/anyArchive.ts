import fc from "fast-check";
import type { ArchiveDocument, ArticleEntry, StatementEntry } from "../../src/document/document.ts";
import { proposition, source, speaker, topic } from "../helpers/factories.ts";

// Each field has few values, so that the same words by the same speaker meet in many ways. All people are invented.

const nouns: ArchiveDocument = {
  sources: [source("Sandholm Post"), source("Nord-Kurier"), source("Coast Wire", { kind: "AGENCY" })],
  speakers: [
    speaker("Ada Brandt", {
      names: [{ name: "Ада Брандт", language: "ru" }],
      corpusIds: [
        { scheme: "web", value: "https://council.example/p?1", name: "brandt" },
        { scheme: "akoma-ntoso council id", value: "p32600" },
      ],
    }),
    speaker("Olaf Grün"),
    speaker("Bo Lind"),
    speaker("Aa Alliance", { kind: "GROUP", members: ["olaf-gruen", "ada-brandt"] }),
  ],
  topics: [
    topic("Harbour", { broader: ["sandholm", "coast"] }),
    topic("Sandholm", { broader: ["world"] }),
    topic("Coast"),
    topic("World"),
    topic("Festival", { kind: "EVENT", startsOn: "2021", place: "The pier" }),
  ],
  propositions: [
    proposition("The harbour stays open", { slug: "open", topics: ["harbour", "coast"], names: ["Open"] }),
    proposition("Fees rise"),
  ],
};

const anyStances: fc.Arbitrary<StatementEntry["stances"]> = fc.option(
  fc.uniqueArray(
    fc
      .record({
        proposition: fc.constantFrom("open", "fees-rise"),
        position: fc.constantFrom("SUPPORTS" as const, "OPPOSES" as const, "CONDITIONAL" as const, "NEUTRAL" as const),
        judge: fc.constantFrom("Ada", "Bo", undefined),
        judgedAt: fc.constantFrom("2026-11-29", undefined),
        status: fc.constantFrom("PUBLISHED" as const, "PROPOSED" as const, "REJECTED" as const, undefined),
        isNoted: fc.boolean(),
      })
      .map(({ isNoted, ...stance }) => ({
        ...stance,
        note: isNoted || stance.position === "CONDITIONAL" ? "if the fees rise" : undefined,
      })),
    { maxLength: 3, selector: ({ proposition: on, judge = "" }) => `${on} ${judge}` },
  ),
  { nil: undefined },
);

const SAYINGS = [
  "The harbour fed us for years.",
  "the harbour fed us, for years!",
  "Никто не знает, что будет завтра.",
  "No.",
];
const BODY = SAYINGS.map((words, i) => `${"🚢".repeat(i + 1)} “${words}” `).join("she said. ");

/** Nobody addresses themselves: the speaker is taken out later. */
const anyParties = fc.shuffledSubarray(["ada-brandt", "olaf-gruen", "aa-alliance", "bo-lind"]);

const when = fc.constantFrom("2021", "2021-05", "2021-05-07", "2021-05-20", "2021-07-01T10:00:00.5Z", "2021-07-01");
const slugs = fc.subarray(["harbour", "sandholm", "coast", "world"]);

const anyStatement = (words: string, hasBody: boolean): fc.Arbitrary<StatementEntry> =>
  fc
    .record({
      isDirect: fc.boolean(),
      speaker: fc.constantFrom("ada-brandt", "olaf-gruen", "aa-alliance", undefined),
      // Dates are close together or more than thirty days apart, so that no date lies between two utterances.
      saidAt: fc.constantFrom("2021-05-07", "2021-09-01", undefined),
      topics: slugs,
      mentions: slugs,
      basis: fc.constantFrom("TEXT" as const, "HEADLINE" as const),
      occasion: fc.constantFrom("festival", undefined, undefined),
      status: fc.constantFrom("PUBLISHED" as const, "PROPOSED" as const, "RETRACTED" as const, "REJECTED" as const),
      language: fc.constantFrom("en", "ru", undefined),
      stances: anyStances,
      addressees: anyParties,
      via: anyParties,
      cue: fc.constantFrom("said", undefined),
      own: fc.boolean(),
    })
    .map(({ isDirect, speaker: who, addressees, via, mentions, basis, status, stances, cue, own, ...rest }) => ({
      ...rest,
      kind: isDirect ? ("DIRECT" as const) : ("INDIRECT" as const),
      text: isDirect && own ? words.toUpperCase() : words,
      ...(who === undefined ? { speakerStatus: "UNKNOWN" as const } : { speaker: who }),
      addressees: addressees.filter((slug) => slug !== who),
      via: via.filter((slug) => slug !== who),
      mentions: mentions.map((each) => ({ topic: each, basis })),
      status,
      stances: status === "RETRACTED" || status === "REJECTED" ? undefined : stances,
      ...((status === "RETRACTED" || status === "REJECTED") && { statusReason: "Never said." }),
      appearance: {
        ...(isDirect && { text: words }),
        cue,
        passage: { exact: words, ...(hasBody && { spans: [{ role: "CONTENT" as const, exact: words }] }) },
      },
    }));

const anyArticle = fc
  .record({
    name: fc.constantFrom("a", "b", "c", "ä", "Z"),
    hasBody: fc.boolean(),
    publishedAt: when,
    language: fc.constantFrom("en", "ru"),
    wire: fc.constantFrom("coast-wire", undefined),
    source: fc.constantFrom("sandholm-post", "nord-kurier"),
    sayings: fc.subarray(SAYINGS),
    related: fc.constantFrom<ArticleEntry["related"][]>(undefined, [
      { headline: "Z", url: "https://news.example.org/Z?" },
      { headline: "None" },
    ]),
  })
  .chain(({ name, hasBody, sayings, ...rest }) =>
    fc.tuple(...sayings.map((words) => anyStatement(words, hasBody))).map(
      (statements): ArticleEntry => ({
        ...rest,
        url: `https://news.example.org/${name}`,
        headline: `On ${name}`,
        ...(hasBody && { body: BODY }),
        statements,
      }),
    ),
  );

/**
 * An archive in the order in which it grows: the nouns, then one article at a time, some of them again with changes.
 */
export const anyArchive: fc.Arbitrary<ArchiveDocument[]> = fc
  .array(anyArticle, { maxLength: 6 })
  .map((articles) => [nouns, ...articles.map((article) => ({ articles: [article] }))]);
