import type { ArchiveDocument } from "../../src/document/document.ts";
import { article, proposition, source, speaker, statement, topic } from "./factories.ts";

// A small archive of the invented coast of Sandholm: several languages and scripts, a group, names that two people
// share, a hierarchy of four levels, an agency's story that two outlets print, and statements of every kind and status.

/** The URN of a statement to which others are linked. */
export const ROTTEN = "urn:uuid:5a6d8c10-3b7e-8f21-9c44-d0e1f2a3b4c5";

const BODY =
  "🚢 Mayor Ada Brandt spoke on Friday. “The harbour fed us,” she said, “and it will feed us again.” Nobody contradicted her.";

const speakers = [
  speaker("Ada Brandt", {
    wikidataId: "Q900000001",
    description: "Mayor of Sandholm",
    names: ["A. Brandt", "A. B. Brandt", { name: "Ада Брандт", language: "ru" }],
    roles: [
      { label: "Harbour master", organization: "Port of Sandholm", endsOn: "2018" },
      { label: "Mayor of Sandholm", organization: "Sandholm", startsOn: "2019-03", endsOn: "2021-05" },
      { label: "Minister of the Sea", startsOn: "2021-05-07" },
    ],
  }),
  speaker("Olaf Grün", { names: ["Olaf Gruen"] }),
  speaker("Şükrü Işıkoğlu", { names: [{ name: "Sh. Isikoglu", language: "en" }] }),
  speaker("Viktor Putnikov", { names: [{ name: "Виктор Путников", language: "ru" }, "V. V. Putnikov"] }),
  speaker("Putri Wulan", { reviewed: false }),
  speaker("Computer Council", { kind: "ORGANIZATION" }),
  speaker("Karim al-Salih", {
    names: [
      { name: "كريم الصالح", language: "ar" },
      { name: "کریم صالح", language: "fa" },
    ],
  }),
  speaker("Mei Hua", { names: [{ name: "梅华", language: "zh" }] }),
  speaker("Anna Weber", { names: ["Weber"] }),
  speaker("Jonas Weber", { names: ["Weber"] }),
  speaker("Government of Sandholm", { kind: "GOVERNMENT", names: ["Sandholm"] }),
  speaker("Harbour Alliance", { kind: "GROUP", members: ["ada-brandt", "olaf-gruen"] }),
];

const topics = [
  topic("Coast", { kind: "PLACE" }),
  topic("Sandholm", {
    kind: "PLACE",
    broader: ["coast"],
    wikidataId: "Q900000002",
    description: "A town",
    names: ["Зандхольм"],
  }),
  topic("Harbour", { kind: "PLACE", broader: ["sandholm"], names: ["Hafen", "Port"] }),
  topic("Old pier", { kind: "PLACE", broader: ["harbour"] }),
  topic("Fishing", { names: ["Fischerei"], broader: ["coast"] }),
  topic("Port festival", { kind: "EVENT", startsOn: "2018-06", endsOn: "2018-06-03", place: "The old pier" }),
];

const propositions = [
  proposition("The harbour stays open", {
    slug: "harbour-open",
    topics: ["harbour"],
    names: [{ name: "Der Hafen bleibt offen", language: "de" }],
  }),
  proposition("More boats are bought", { slug: "more-boats", topics: ["fishing"], wikidataId: "Q900000004" }),
];

const articles = [
  article(
    "harbour",
    [
      statement("“The harbour fed us, and it will feed us again.”", {
        kind: "DIRECT",
        speaker: "ada-brandt",
        topics: ["harbour", "fishing"],
        saidAt: "2021-05-07T09:30:00Z",
        appearance: {
          attributionText: "she",
          cue: "said",
          passage: {
            exact: "“The harbour fed us,” she said, “and it will feed us again.”",
            spans: [
              { role: "CONTENT", exact: "The harbour fed us," },
              { role: "SPEAKER", exact: "she", suffix: " said" },
              { role: "CUE", exact: "said" },
              { role: "CONTENT", exact: "and it will feed us again." },
            ],
          },
        },
      }),
      statement("Nobody contradicted the mayor.", {
        topics: ["old-pier"],
        appearance: { passage: { exact: "Nobody contradicted her." } },
      }),
    ],
    {
      body: BODY,
      byline: "Jo Lund",
      imageCaption: "The harbour at dawn",
      imageCredit: "Coast Wire",
      originalUrl: "https://wire.example.org/harbour",
      wire: "coast-wire",
      publishedAt: "2021-05-07T12:00:00Z",
      related: [
        { headline: "The festival", url: "https://news.example.org/festival" },
        { headline: "Not in the archive", url: "https://elsewhere.example.org/x" },
        { headline: "No address" },
      ],
    },
  ),
  article(
    "harbour-again",
    [
      statement("“The harbour fed us – and it will feed us again!”", {
        kind: "DIRECT",
        speaker: "ada-brandt",
        topics: ["harbour"],
        saidAt: "2021-05-07",
      }),
    ],
    { source: "nord-kurier", wire: "coast-wire", publishedAt: "2021-05-08", language: "en-GB" },
  ),
  article(
    "harbour-own",
    [
      statement("“The harbour fed us, and it will feed us again.”", {
        kind: "DIRECT",
        speaker: "ada-brandt",
        saidAt: "2021-05-07",
      }),
      statement("The alliance wants the old pier to be opened to visitors.", {
        speaker: "harbour-alliance",
        addressees: ["government-of-sandholm"],
        topics: ["old-pier"],
        stances: [{ proposition: "harbour-open", position: "SUPPORTS" }],
        saidAt: "2021-05",
      }),
      statement("The pier is “rotten to the core”, the councillor warned.", {
        urn: ROTTEN,
        kind: "MIXED",
        speaker: "anna-weber",
        addressees: ["computer-council", "harbour-alliance"],
        via: ["government-of-sandholm", "mei-hua"],
        topics: ["old-pier", "fishing"],
        stances: [
          { proposition: "harbour-open", position: "OPPOSES", note: "Nobody can land there.", judge: "Cleo" },
          { proposition: "harbour-open", position: "NEUTRAL", judge: "Dan", judgedAt: "2021-06-01" },
        ],
        language: "en-GB",
        appearance: {
          originalKind: "Reported",
          media: ["SPEECH", "WRITING"],
          addressee: "the council",
          passage: { exact: "The pier is “rotten to the core”, the councillor warned." },
        },
      }),
      statement("The fishermen were promised new boats.", {
        speaker: "jonas-weber",
        topics: ["fishing"],
        stances: [{ proposition: "more-boats", position: "SUPPORTS" }],
        mentions: [{ topic: "fishing", basis: "TEXT" }],
      }),
    ],
    { source: "nord-kurier", publishedAt: "2021-05-09" },
  ),
  article(
    "festival",
    [
      statement("There was never a festival without rain.", {
        speaker: "ada-brandt",
        occasion: "port-festival",
        topics: ["port-festival"],
        stances: [{ proposition: "harbour-open", position: "NEUTRAL" }],
        saidAt: "2018",
      }),
      statement("The boats were counted wrongly.", {
        speaker: "olaf-gruen",
        topics: ["fishing"],
        status: "RETRACTED",
        statusReason: "Said by his brother.",
      }),
      statement("The boats may be counted again.", {
        speaker: "olaf-gruen",
        topics: ["fishing"],
        status: "PROPOSED",
        stances: [{ proposition: "more-boats", position: "NEUTRAL" }],
      }),
      statement("Someone will answer for the nets.", {
        speakerStatus: "UNKNOWN",
        topics: ["fishing"],
        occasion: "port-festival",
      }),
    ],
    { publishedAt: "2020", source: "ministry-of-the-sea" },
  ),
  article(
    "de",
    [
      statement("Die Fischer forderten größere Häuser und eine Straße zum Hafen.", {
        speaker: "olaf-gruen",
        topics: ["harbour"],
        stances: [{ proposition: "harbour-open", position: "CONDITIONAL", note: "if a road leads there" }],
        originalLanguage: "da",
      }),
    ],
    { language: "de", source: "nord-kurier", publishedAt: "2021-06-01" },
  ),
  article(
    "ru",
    [statement("Рыбаки ждут новых лодок, а ёлки останутся.", { speaker: "viktor-putnikov", topics: ["fishing"] })],
    { language: "ru", publishedAt: "2021-06-02" },
  ),
  article(
    "tr",
    [
      statement("İskelede ateşkes çağrısı yapıldı, balıkçılar ışık istedi.", {
        speaker: "suekrue-isikoglu",
        topics: ["harbour"],
      }),
    ],
    { language: "tr", publishedAt: "2021-06-03" },
  ),
  article(
    "eo",
    [statement("La fiŝkaptistoj bezonas novajn boatojn.", { speaker: "karim-al-salih", topics: ["fishing"] })],
    { language: "eo", publishedAt: "2021-06-04" },
  ),
  article("zh", [statement("我们呼吁立即停火，结束战争。", { speaker: "mei-hua", topics: ["sandholm"] })], {
    language: "zh",
    publishedAt: "2021-06-05",
  }),
];

const said = (name: string, exact: string) => ({ article: `https://news.example.org/${name}`, exact });

const links: ArchiveDocument["links"] = [
  { statement: said("harbour-own", "The fishermen were promised new boats."), kind: "RESPONDS_TO", target: ROTTEN },
  {
    statement: said("de", "Die Fischer forderten größere Häuser und eine Straße zum Hafen."),
    kind: "RESPONDS_TO",
    target: ROTTEN,
    note: "He names the pier.",
    judge: "Cleo",
    judgedAt: "2021-06-02",
  },
  {
    statement: said("ru", "Рыбаки ждут новых лодок, а ёлки останутся."),
    kind: "TRANSLATES",
    target: said("harbour-own", "The fishermen were promised new boats."),
  },
  {
    statement: said("eo", "La fiŝkaptistoj bezonas novajn boatojn."),
    kind: "RESPONDS_TO",
    target: said("festival", "The boats may be counted again."),
  },
  {
    statement: said("festival", "The boats may be counted again."),
    kind: "DENIES",
    target: said("harbour-own", "The fishermen were promised new boats."),
  },
];

export const world: ArchiveDocument = {
  sources: [
    source("Sandholm Post", { wikidataId: "Q900000003", url: "https://news.example.org", names: ["The Post"] }),
    source("Coast Wire", { kind: "AGENCY" }),
    source("Nord-Kurier"),
    source("Ministry of the Sea", { kind: "INSTITUTION" }),
  ],
  speakers,
  topics,
  propositions,
  articles,
  links,
};

const beginnings: Record<string, string> = {
  fed: "“The harbour fed",
  nobody: "Nobody contradicted",
  alliance: "The alliance wants",
  rotten: "The pier is",
  boats: "The fishermen were",
  festival: "There was never",
  wrong: "The boats were counted",
  again: "The boats may be",
  someone: "Someone will",
  de: "Die Fischer",
  ru: "Рыбаки",
  tr: "İskelede",
  eo: "La fiŝ",
  zh: "我们",
};

/** Returns short names for the statements of this archive, from their first words. */
export function labels(statements: readonly { text: string }[]): (string | undefined)[] {
  return statements.map(({ text }) =>
    Object.keys(beginnings).find((label) => text.startsWith(beginnings[label] ?? "")),
  );
}
