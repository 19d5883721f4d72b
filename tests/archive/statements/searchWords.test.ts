import { beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { searchable } from "../../../src/text/webSearch.ts";
import { openApi } from "../../helpers/api.ts";
import { article, documentWith, statement } from "../../helpers/factories.ts";

/** What is said, by the name that the test gives it, and its language. */
const SAID: [string, string, string][] = [
  ["slash", "The line Ostrin/Velmora opens.", "en"],
  ["stop", "They wait for spring.Then they sail.", "en"],
  ["stopped", "We left the pier.The boats followed", "en"],
  ["illness", "COVID-19 closed the quay.", "en"],
  ["hyphen", "She is a well-known pilot.", "en"],
  ["spaces", "He is well known at sea.", "en"],
  ["firm", "A merger of AT&T is near.", "en"],
  ["machine", "A.I. steers the ferry.", "en"],
  ["name", "Ask O'Brien about the nets.", "en"],
  ["curly", "Captain O’Hara sold the nets.", "en"],
  ["letter", "Створено обʼєднання рибалок.", "uk"],
  ["quote", "Інше об'єднання мовчить.", "uk"],
  ["address", "Write to nets@fish.example or see https://fish.example/tides/chart?day=friday#noon", "en"],
  ["number", "It cost 1,250,000.75 in 1998/99, at -7° and +12.", "en"],
  ["markup", "The sign says <b>closed</b> &amp; locked.", "en"],
  ["snake", "The file is tide_table_2031.", "en"],
  ["dashes", "north–south—east‑west…inland", "en"],
  ["zero", "Wind\u200band\u200bwaves, the har\u00adbour", "en"],
  ["Ostpreis", "Der Kaffee-Preis von 3,5 Mark", "de"],
  ["élision", "L’accord d'Ostrin tient", "fr"],
  ["dotted", "The U.N. and the U.S.A. met J.K. Velm, at 5 p.m.", "en"],
  ["joined", "UN's boats and a USA flag met JK Velm", "en"],
  ["states", "Ships of the U.S. and of WHO wait for those who see it.", "en"],
  ["capitals", "The US-led fleet and I.T. firms wait, and the IT-led ones.", "en"],
  ["shouted", "WHO SAYS IT FLOATS WITH US", "en"],
  ["nations", "Le discours de l'UN, un seul", "fr"],
  ["apart", "J. K. Velm waved.", "en"],
  ["numbered", "Covid19 stays, says the G7.", "en"],
  ["other numbers", "Covid 1900, Kovid 20", "en"],
  ["русские", "Флот С.Ш.А. ушёл", "ru"],
  ["ООН", "США и ООН молчат", "ru"],
];

const api = openApi(
  documentWith(
    ...SAID.map(([label, text, language]) =>
      article(`said-${encodeURIComponent(label)}`, [statement(text)], { language }),
    ),
  ),
);

type Part = { text: string; isMatch: boolean };

async function search(text: string): Promise<{ found: string[]; marked: string[]; shown: string[] }> {
  const { statements } = await api.ask(
    "query ($text: String) { statements(filter: { text: $text }) { edges { snippet { text isMatch } node { text } } } }",
    { text },
  );
  const edges: { snippet: Part[]; node: { text: string } }[] = statements.edges;
  return {
    found: edges.map(({ node }) => SAID.find(([, said]) => said === node.text)?.[0] ?? node.text).sort(),
    marked: edges.flatMap(({ snippet }) => snippet.filter(({ isMatch }) => isMatch).map((part) => part.text)),
    shown: edges.map(({ snippet }) => snippet.map((part) => part.text).join("")),
  };
}

describe("words beside signs", () => {
  type Row = [string, string[], string[]?];
  test.each<Row>([
    ["velmora", ["slash"], ["Velmora"]],
    ["Ostrin/Velmora", ["slash"], ["Ostrin/Velmora"]],
    ["Ostrin Velmora", ["slash"]],
    ["spring", ["stop"], ["spring"]],
    ["then sailing", ["stop"]],
    ["spring.Then", ["stop"], ["spring"]],
    ["pier boats", ["stopped"]],
    ["covid 19", ["illness", "numbered"]],
    ["covid-19", ["illness", "numbered"], ["COVID-19", "Covid19"]],
    ['"covid 19"', ["illness", "numbered"]],
    ["covid19", ["illness", "numbered"], ["COVID-19", "Covid19"]],
    ["covid19 -quay", ["numbered"]],
    ["stays -covid19", []],
    ["COVID‑19 closed", ["illness"]],
    ["UN", ["dotted", "joined", "nations"], ["U.N", "UN", "UN"]],
    ["U.N.", ["dotted", "joined", "nations"], ["U.N", "UN", "UN"]],
    ["u.n", ["dotted", "joined", "nations"]],
    ['"the UN"', ["dotted", "joined"]],
    ['"un and the usa"', ["dotted"]],
    ["US", ["capitals", "shouted", "states"], ["US", "US", "U.S"]],
    ["U.S.", ["capitals", "shouted", "states"], ["US", "US", "U.S"]],
    ["US fleet", ["capitals"], ["US", "fleet"]],
    ["US-led", ["capitals"]],
    ["WHO", ["states"], ["WHO"]],
    ["W.H.O.", ["states"], ["WHO"]],
    ["WHO ships", ["states"], ["WHO", "Ships"]],
    ['"of WHO"', ["states"]],
    ["ships -WHO", []],
    ["who ships", ["states"], ["Ships"]],
    ["IT", ["capitals"], ["I.T", "IT"]],
    ["IT firms", ["capitals"], ["I.T", "IT", "firms"]],
    ["IT-led", ["capitals"]],
    ["WHO OR IT", ["capitals", "states"], ["I.T", "IT", "WHO"]],
    ["WHO SAYS IT FLOATS", ["shouted"]],
    ["USA", ["dotted", "joined"]],
    ["U.S.A.", ["dotted", "joined"]],
    ["met -U.N.", []],
    ["JK Velm", ["dotted", "joined", "apart"]],
    ["J.K. Velm", ["dotted", "joined", "apart"]],
    ["J. K. Velm", ["dotted", "joined", "apart"]],
    ['"J. K. Velm" -un', ["apart"]],
    ["PM", ["dotted"]],
    ["США", ["русские", "ООН"]],
    ["С.Ш.А.", ["русские", "ООН"]],
    ["О.О.Н.", ["ООН"]],
    ["AI", ["machine"], ["A.I"]],
    ['"-19"', ["illness"]],
    ["well-known", ["hyphen", "spaces"], ["well-known", "well", "known"]],
    ["well known", ["hyphen", "spaces"]],
    ['"well known"', ["hyphen", "spaces"]],
    ["pilot -well-known", []],
    ["known -pilot", ["spaces"]],
    [`known ${"-".repeat(901)}pilot`, ["spaces"]],
    ["AT&T", ["firm"], ["AT&T"]],
    ["at&t merger", ["firm"], ["AT&T", "merger"]],
    ['"merger of AT&T"', ["firm"]],
    ["(AT&T),", ["firm"]],
    ["merger -AT&T", []],
    ["A.I.", ["machine"], ["A.I"]],
    ["a.i", ["machine"]],
    ["O'Brien", ["name"], ["O'Brien"]],
    ["O’Brien", ["name"], ["O'Brien"]],
    ["Oʼbrien", ["name"]],
    ["brien", ["name"]],
    ["O'Hara", ["curly"], ["O’Hara"]],
    ["обʼєднання", ["letter", "quote"], ["обʼєднання", "об'єднання"]],
    ["об'єднання", ["letter", "quote"]],
    ["ОБ’ЄДНАННЯ", ["letter", "quote"]],
    ["nets@fish.example", ["address"]],
    ["https://fish.example/tides", ["address"]],
    ["tides friday noon", ["address"]],
    ["1250000", ["number"], ["1,250,000"]],
    ["wellknown", ["hyphen"], ["well-known"]],
    ["kaffeepreis", ["Ostpreis"], ["Kaffee-Preis"]],
    ["1,250,000.75", ["number"]],
    ["1998", ["number"]],
    ["99", ["number"]],
    ["1998/99", ["number"]],
    ["7 12", ["number"]],
    ["closed amp locked", ["markup"]],
    ["<b>closed</b>", ["markup"]],
    ["table 2031", ["snake"]],
    ["tide_table", ["snake"]],
    ["north south east west inland", ["dashes"]],
    ["north-south", ["dashes"]],
    ["wind waves harbour", ["zero"]],
    ["kaffee preis", ["Ostpreis"]],
    ["3,5 Mark", ["Ostpreis"]],
    ["accord ostrin", ["élision"]],
    ["l'accord d’Ostrin", ["élision"]],
  ])("a search for %s finds the words whatever signs stand beside them", async (...[text, expected, marks]: Row) => {
    const { found, marked, shown } = await search(text);
    expect(found).toEqual([...expected].sort());
    if (marks) expect([...marked].sort()).toEqual([...marks].sort());
    const printed = SAID.map(([, said]) => said.replaceAll("\u00ad", ""));
    for (const whole of shown) expect(printed).toContain(whole);
  });
});

describe("whatever Unicode has between two words", () => {
  const { database } = api;
  let between: string[];
  beforeAll(() => {
    between = Array.from({ length: 0x10ffff }, (_, i) => i + 1)
      .filter((code) => code >= 0x20 && (code < 0xd800 || code > 0xdfff))
      .map((code) => String.fromCodePoint(code))
      .filter(
        (sign) =>
          /[\p{P}\p{S}\p{Z}ʹ-ʿˮꞋꞌ\u200b\t\n]/u.test(sign) && !/\p{Alphabetic}/u.test(sign.replace(/[ʹ-ʿˮꞋꞌ]/, "")),
      );
  });

  /** Returns the texts of which a search does not find its own. */
  async function lost(texts: string[], queries: string[], language = "und"): Promise<string[]> {
    const { rows } = await database.pool.query<{ text: string }>(
      `SELECT text FROM unnest($1::text[], $2::text[]) AS given (text, query)
       WHERE NOT search_vector($3, text) @@ search_query(search_configuration($3), query)`,
      [texts, queries.map(searchable), language],
    );
    return rows.map(({ text }) => text);
  }

  test("each sign parts them: one word finds, both find, the words as they stand find", async () => {
    expect(between.length).toBeGreaterThan(8_000);
    for (const ask of [
      () => "bravo",
      () => "alpha bravo",
      () => '"alpha bravo"',
      (sign: string) => `alpha${sign}bravo`,
    ]) {
      const asked = between.filter((sign) => sign !== '"');
      expect(
        await lost(
          asked.map((sign) => `alpha${sign}bravo`),
          asked.map(ask),
        ),
      ).toEqual([]);
    }
  });

  test("words of any letters, with any signs between them, are found one by one and as they stand", async () => {
    const word = fc.oneof(
      fc.stringMatching(/^[a-zäøłßñ]{1,8}$/),
      fc.stringMatching(/^[а-яіїєґ]{1,8}$/),
      fc.stringMatching(/^[0-9]{1,5}$/),
      fc.stringMatching(/^[α-ωא-תا-ي]{1,8}$/),
      fc.constantFrom("at", "t", "i", "the", "r2", "東京", "서울", "हिन्दी"),
    );
    const sign = fc.oneof(
      fc.constantFrom("/", ".", "-", "'", "@", "&", "ʼ", "’", "_", ":", "+", "~", "://", " & ", ". ", "--"),
      fc.nat().map((at) => between[at % between.length] as string),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(word, sign), { minLength: 1, maxLength: 4 }), word, async (pairs, last) => {
        const text = `${pairs.map((pair) => pair.join("")).join("")}${last}`;
        const words = [...pairs.map(([one]) => one), last];
        // Single letters with full stops between them are one word.
        fc.pre(!/(?<![\p{L}\p{N}])\p{L}\.\p{L}(?![\p{L}\p{N}])/u.test(text));
        const whole = text.replaceAll('"', " ").replace(/(?<=^|\s)(?:-+|or(?=\s|$))/gi, " ");
        const queries = [...words, words.join(" "), `"${words.join(" ")}"`, whole];
        expect(
          await lost(
            queries.map(() => text),
            queries,
          ),
        ).toEqual([]);
      }),
      { numRuns: 400, seed: 20_311_129 },
    );
  });

  test("a compound of nothing but stop words is found as it stands, in each language that has some", async () => {
    const compounds = ["AT&T", "A.I.", "I.T.", "and/or", "to-do", "Is-It"];
    expect(await lost(compounds, compounds, "en")).toEqual([]);
    expect(await lost(["et/ou", "à-la"], ["et/ou", "à-la"], "fr")).toEqual([]);
    expect(await lost(["und/oder"], ["und/oder"], "de")).toEqual([]);
  });
});
