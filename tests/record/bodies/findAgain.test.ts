import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { findAgain } from "../../../src/record/bodies/findAgain.ts";
import type { StoredPlace } from "../../../src/record/bodies/passages.ts";
import { openBody } from "../../../src/text/anchor/body.ts";
import { anchor } from "../../../src/text/anchor.ts";

/** Returns a passage as it is stored of a body: the words at an index of the text. */
function stored(text: string, exact: string, at: number, names: string[]): StoredPlace {
  const start = [...text.slice(0, at)].length;
  const { place } = anchor(openBody(text), { exact, prefix: "", suffix: "", start });
  if (!place) throw new Error(`“${exact}” is not at ${at}`);
  return { ...place, id: 1, articleId: 1, spans: [], holds: false, names, personId: 1 };
}

/** Finds a passage again, as it is stored of the old body, in the new one. */
function find(old: string, now: string, exact: string, names: string[], nth = 0) {
  let at = old.indexOf(exact);
  for (let i = 0; i < nth; i += 1) at = old.indexOf(exact, at + 1);
  const before = stored(old, exact, at, names);
  const body = openBody(now);
  const holds =
    body.cut(before.start as number, (before.start as number) + [...exact].length) === exact &&
    anchor(body, { ...before, start: before.start as number }).place?.prefix === before.prefix &&
    anchor(body, { ...before, start: before.start as number }).place?.suffix === before.suffix;
  return findAgain(body, openBody(old), { ...before, holds });
}

const RUNA = ["Runa Velle", "R. Velle"];
const QUOTE = "We will open the harbour";
const SAID = `The council met. “${QUOTE},” Runa Velle said on Monday. “Never,” said Piet Oske.`;

describe("the words around a passage", () => {
  test.each([
    ["nothing else changed", `News. ${SAID}`],
    ["the day was wrong", SAID.replace("Monday", "Tuesday")],
    ["more is said of the day", SAID.replace("on Monday", "on Monday morning")],
    ["her office was added", SAID.replace("Runa Velle", "Mayor Runa Velle")],
    ["her given name was cut", SAID.replace("Runa Velle", "Velle")],
    ["the other is another", SAID.replace("Piet Oske", "Odo Ferrin")],
    ["a quotation was put before it", SAID.replace("met.", "met. “Never,” said Odo Ferrin.")],
    ["the marks are others", SAID.replace("“We", '"We').replace("harbour,”", 'harbour,"')],
    ["it was put last", `“Never,” said Piet Oske. “${QUOTE},” Runa Velle said on Monday.`],
    ["she says it twice", `${SAID} “${QUOTE},” Runa Velle said on Monday.`],
    ["the other says it, too", SAID.replace("“Never", `“${QUOTE}`)],
    ["spaces are others", SAID.replace("open the", "open\u00a0the")],
  ])("a passage is found again if %s", (_, now) => {
    const { place, loss } = find(SAID, now, QUOTE, RUNA);
    expect(loss).toBeNull();
    expect(now.slice(place?.start).replace("\u00a0", " ").slice(QUOTE.length)).toMatch(
      /^,["”] (?:Mayor )?(?:Runa )?Velle said/,
    );
  });

  test.each([
    ["another said it", SAID.replace("Runa Velle", "Piet Oske")],
    ["another of the name said it", SAID.replace("Runa Velle", "Odo Velle")],
    ["her brother said it", SAID.replace("Runa Velle said", "Runa Velle’s brother said")],
    ["a friend of hers said it", SAID.replace("Runa Velle said", "a friend of Runa Velle said")],
    ["another quoted her", SAID.replace("Runa Velle said", "said Piet Oske, whom Runa Velle invited,")],
    ["another wrote it", SAID.replace(`“${QUOTE}`, `Piet Oske wrote: “${QUOTE}`)],
    ["nobody said it", SAID.replace("Runa Velle said on Monday", "it was said")],
    [
      "two people's words were exchanged",
      `The council met. “Never,” Runa Velle said on Monday. “${QUOTE},” said Piet Oske.`,
    ],
    ["the words are gone", SAID.replace(QUOTE, "We will close it")],
  ])("a passage is lost if %s", (_, now) => {
    expect(find(SAID, now, QUOTE, RUNA)).toMatchObject({
      place: null,
      loss: { fate: "GONE", reason: expect.any(String) },
    });
  });

  const LATER = `Runa Velle spoke first, at length, in the hall by the old harbour. It was late.\n\nShe said: “${QUOTE}.” All left.`;
  test.each([
    ["nothing else changed", LATER.replace("late", "early"), true],
    ["a sentence was added", LATER.replace("It was", "It rained. It was"), true],
    ["the name before it is another", LATER.replace("Runa Velle", "Runa Berck"), false],
    ["another name came between", LATER.replace("It was late.", "Then Piet Oske rose."), false],
    ["it is of a man now", LATER.replace("She", "He"), false],
    ["the name is gone", LATER.replace(/^.*hall by/, "They met by"), false],
  ])("a passage of “she said” depends on the name before it: %s", (_, now, isKept) => {
    expect(find(LATER, now, QUOTE, RUNA).place !== null).toBe(isKept);
    // As long as the old name, so that the passage keeps its place and its near context.
    const same = LATER.replace("Runa Velle", "Tove Berck");
    expect(find(LATER, same, QUOTE, RUNA).place).toBeNull();
  });

  const LINES = "RUNA VELLE: Yes. We stay.\nPIET OSKE: Yes. We go.\nRUNA VELLE: No.";
  test.each([
    ["lines are exchanged", "PIET OSKE: Yes. We go.\nRUNA VELLE: Yes. We stay.\nRUNA VELLE: No.", 35],
    ["a line is added", `PIET OSKE: Yes.\n${LINES}`, 28],
    ["the speaker is another", LINES.replace("RUNA VELLE: Yes", "ODO FERRIN: Yes"), null],
    ["the line is gone", "PIET OSKE: Yes. We go.\nRUNA VELLE: No.", null],
  ])("a word that several say stays with its line: %s", (_, now, start) => {
    expect(find(LINES, now, "Yes", RUNA).place?.start ?? null).toBe(start);
  });

  test("a passage of a speaker without a name depends on the words around it", () => {
    const old = `An officer said: “${QUOTE}.”`;
    expect(find(old, `News. ${old}`, QUOTE, []).place?.start).toBe(24);
    expect(find(old, old.replace("An officer", "A sailor"), QUOTE, []).place).toBeNull();
  });

  test("the words around are read in scripts without capitals or spaces", () => {
    const old = "港は開きますか。田中花は「港を開けます」と言った。";
    expect(find(old, `続報。${old}`, "港を開けます", ["田中花"]).place?.start).toBe(16);
    expect(find(old, old.replace("田中花", "佐藤次"), "港を開けます", ["田中花"]).place).toBeNull();
  });
});

/** A sentence of an article that reports what somebody said. */
interface Told {
  who: string;
  words: string;
  form: number;
}

const PEOPLE = ["Runa Velle", "Piet Oske", "Odo Ferrin", "Mira Velle"];
const WORDS = ["Yes", "We will not pay", "The harbour stays open. It must", "No"];
const FORMS = [
  (who: string, words: string) => `“${words},” ${who} said.`,
  (who: string, words: string) => `“${words},” said ${who}.`,
  (who: string, words: string) => `${who} told reporters: “${words}.”`,
  (who: string, words: string) => `On Friday ${who} added: «${words}».`,
  (who: string, words: string) => `According to ${who}, “${words}”.`,
];
const write = ({ who, words, form }: Told) => (FORMS[form] as (typeof FORMS)[0])(who, words);
const articleOf = (all: readonly Told[], glue: string) => all.map(write).join(glue);

/** Returns where the words of each sentence begin, in UTF-16 units, with the one who says them. */
function spokenIn(all: readonly Told[], glue: string): { who: string; words: string; at: number }[] {
  return all.map((told, i) => {
    const before = i === 0 ? "" : articleOf(all.slice(0, i), glue) + glue;
    return { ...told, at: before.length + write(told).search(/[“«]/) + 1 };
  });
}

describe("passages of several speakers", () => {
  const told = fc.record({ who: fc.constantFrom(...PEOPLE), words: fc.constantFrom(...WORDS), form: fc.nat(4) });
  const edit = fc.record({
    kind: fc.constantFrom("swap", "delete", "insert", "who", "words", "form"),
    at: fc.nat(9),
    to: fc.nat(9),
    told,
  });
  const glue = fc.constantFrom(" ", "\n", "\n\n");
  const change = (
    all: readonly Told[],
    { kind, at, to, told: other }: { kind: string; at: number; to: number; told: Told },
  ): Told[] => {
    const [i, j] = [at % all.length, to % all.length];
    const one = all[i] as Told;
    if (kind === "swap") return all.with(i, all[j] as Told).with(j, one);
    if (kind === "delete") return all.length > 1 ? all.toSpliced(i, 1) : [...all];
    if (kind === "insert") return all.toSpliced(i, 0, other);
    return all.with(i, { ...one, [kind]: other[kind as keyof Told] });
  };

  /** An article before and after some edits, with what was told and what is told now. */
  const correction = fc
    .tuple(fc.array(told, { minLength: 1, maxLength: 6 }), fc.array(edit, { minLength: 1, maxLength: 4 }), glue)
    .map(([all, edits, space]) => {
      const changed = edits.reduce(change, all);
      return { all, changed, space, old: articleOf(all, space), now: articleOf(changed, space) };
    });

  test("a passage never moves into another person's mouth, whatever becomes of the article", () => {
    fc.assert(
      fc.property(correction, ({ all, changed, space, old, now }) => {
        const [before, after] = [spokenIn(all, space), spokenIn(changed, space)];
        for (const { who, words, at } of before) {
          const nth = old.slice(0, at).split(words).length - 1;
          const { place } = find(old, now, words, [who], nth);
          if (!place) continue;
          const found = after.find((one) => one.at === place.start);
          expect(found).toMatchObject({ who, words });
        }
      }),
      { numRuns: 3000 },
    );
  });

  test("a passage is found again if its sentence is as it was, and no other sentence is like it", () => {
    fc.assert(
      fc.property(correction, ({ all, changed, space, old, now }) => {
        const like = (in_: readonly Told[], one: Told) =>
          in_.filter(({ who, words }) => who === one.who && words === one.words).length;
        for (const [i, { who, words, at }] of spokenIn(all, space).entries()) {
          const one = all[i] as Told;
          const same = changed.filter((other) => JSON.stringify(other) === JSON.stringify(one)).length;
          if (like(all, one) !== 1 || like(changed, one) !== 1 || same !== 1) continue;
          const nth = old.slice(0, at).split(words).length - 1;
          const { place, loss } = find(old, now, words, [who], nth);
          expect(loss).toBeNull();
          expect(spokenIn(changed, space).find((each) => each.at === place?.start)).toMatchObject({ who, words });
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe("passages in a body that is stored for the first time", () => {
  const OSKE = ["Piet Oske"];
  /** Finds a passage that never had a place, with the context that was recorded with it. */
  function first(now: string, { prefix = "", suffix = "" } = {}, exact = QUOTE, names = RUNA, others = [OSKE]) {
    const passage = {
      id: 1,
      articleId: 1,
      exact,
      prefix,
      suffix,
      start: null,
      spans: [],
      holds: false,
      names,
      personId: 1,
    };
    return findAgain(openBody(now), null, passage, others);
  }
  const BY_RUNA = `“${QUOTE},” Runa Velle said.`;
  const BY_PIET = `“${QUOTE},” said Piet Oske.`;

  test.each([
    ["her sentence names her", BY_RUNA, 1],
    ["nobody is named", `“${QUOTE},” she said.`, 1],
    ["both are named", `“${QUOTE},” Runa Velle told Piet Oske.`, 1],
    ["the other's sentence is another", `Piet Oske rose. “${QUOTE},” she said.`, 17],
    ["the other has the words, too", `${BY_PIET} ${BY_RUNA}`, BY_PIET.length + 2],
    ["the other had the words before", `${BY_RUNA} ${BY_PIET}`, 1],
    ["somebody without statements is named", `“${QUOTE},” Odo Ferrin heard.`, 1],
    ["her line begins with her name", `PIET OSKE: No. ${QUOTE}.\nRUNA VELLE: Yes. ${QUOTE}.`, 58],
    ["her line begins with her office", `Piet Oske (HP): No. ${QUOTE}.\nMayor Runa Velle: Yes. ${QUOTE}.`, 69],
    ["a sentence with a colon names the other", `Piet Oske had a wish: money. “${QUOTE},” she said.`, 30],
  ])("a passage is found if %s", (_, now, start) => {
    expect(first(now).place?.start ?? first(now)).toBe(start);
  });

  test.each([
    ["her sentence names another speaker", BY_PIET],
    ["another speaker's line has the words", `RUNA VELLE: Yes.\nPIET OSKE: No. ${QUOTE}.`],
    ["a speaker of her surname is named", BY_PIET.replace("Oske", "Velle"), [["Piet Velle"]]],
    [
      "the other is named in a script without capitals",
      "佐藤次は「港を開けます」と言った。",
      [["佐藤次"]],
      "港を開けます",
      ["田中花"],
    ],
  ])("a passage is lost if %s", (_, now, others = [OSKE], exact = QUOTE, names = RUNA) => {
    expect(first(now, {}, exact, names, others)).toMatchObject({ place: null, loss: { fate: "GONE" } });
  });

  test("a letter that is also in another speaker's name names nobody", () => {
    expect(first("村で「港を開けます」と言った。", {}, "港を開けます", ["田中花"], [["中村次"]]).place?.start).toBe(3);
  });

  test("a passage that may stand in several places of its speaker is lost as ambiguous", () => {
    expect(first(`${BY_RUNA} ${BY_PIET} ${BY_RUNA}`).loss).toMatchObject({ fate: "AMBIGUOUS" });
  });

  test("the recorded context decides, whoever it names", () => {
    expect(first(`${BY_PIET} ${BY_RUNA}`, { prefix: "“", suffix: ",” said Piet Oske" }).place?.start).toBe(1);
    expect(first(`${BY_PIET} ${BY_RUNA}`, { prefix: "“", suffix: ",”" }).place?.start).toBe(BY_PIET.length + 2);
  });

  test("a passage never moves into another person's mouth, whatever the article", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ who: fc.constantFrom(...PEOPLE), words: fc.constantFrom(...WORDS), form: fc.nat(4) }), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.constantFrom(" ", "\n", "\n\n"),
        (all, glue) => {
          const now = articleOf(all, glue);
          for (const { who, words } of all) {
            const others = PEOPLE.filter((one) => one !== who).map((name) => [name]);
            const { place } = first(now, {}, words, [who], others);
            if (place) expect(spokenIn(all, glue).find(({ at }) => at === place.start)).toMatchObject({ who, words });
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
