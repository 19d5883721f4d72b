import { describe, expect, test } from "@jest/globals";
import { openArticle } from "../../../src/ingestion/phases/attribute.ts";
import type { Lookup, Resolution } from "../../../src/text/attribution/decision.ts";
import { archiveOf, articleOf, decide, NOBODY } from "../../ingestion/mentions.ts";

describe("a full name is a speaker, whatever stands around it", () => {
  test.each([
    ["Emily Vantongeren", "Emily Vantongeren"],
    ["Sen. Emily Vantongeren (R-Lowmoor)", "Emily Vantongeren"],
    ["Emily Vantongeren, the Harbour Party nominee,", "Emily Vantongeren"],
    ["Emily Vantongeren, 43, of Exmoor, who chairs the board,", "Emily Vantongeren"],
    ["former Secretary of State Emily Vantongeren", "Emily Vantongeren"],
    ["Lowmoor chief of staff Emily Vantongeren", "Emily Vantongeren"],
    ["Turkish President Emily Vantongeren", "Emily Vantongeren"],
    ["Okafor spokesman Brian Tessel", "Brian Tessel"],
    ["Okafor's lawyer, Brian Tessel,", "Brian Tessel"],
    ["The chairman, Brian Tessel,", "Brian Tessel"],
    ["Lowmoor Courier columnist Brian J. Tessel", "Brian J. Tessel"],
    ["the Rev. Brian Tessel Jr.", "Brian Tessel Jr."],
    ["Brian Tessel, Jr.,", "Brian Tessel Jr."],
    ["J. Edgar Tessel", "J. Edgar Tessel"],
    ["Emily de la Vant", "Emily de la Vant"],
    ["Mayor Zorvane Quillimar", "Zorvane Quillimar"],
    ["Zorvane Quillimar", "Zorvane Quillimar"],
    ["Will Tessel", "Will Tessel"],
    ["Lowmoor spokesman Mark Tessel", "Mark Tessel"],
  ])("a full name is a speaker, whatever stands around it: %s", (mention, name) => {
    expect(decide(mention, `It rained. ${mention} said so.`)).toBe(`FULL_NAME ${name}`);
  });

  test.each([
    ["Bundesaußenministerin Ute Brackwede (ZPD)", "Ute Brackwede"],
    ["der lowmoorische Präsident Emil Tessel", "Emil Tessel"],
    ["Ute von der Brackwede, die Leiterin der Werft", "Ute von der Brackwede"],
    ["Zorvan Quillimar, der Trainer der Elf,", "Zorvan Quillimar"],
    ["Tessels Verteidiger Emil Brackwede", "Emil Brackwede"],
  ])("a full name is a speaker in a compound: %s", (mention, name) => {
    expect(decide(mention, `${mention} sagte das.`, { language: "de-AT" })).toBe(`FULL_NAME ${name}`);
  });
});

describe("a part of a name is whom the article names in full", () => {
  const body = "Mayor Emily Vantongeren opened the bridge. Later Vantongeren spoke.";

  test.each([
    "Vantongeren",
    "Vantongeren's",
    "Ms. Vantongeren",
    "VANTONGEREN",
    "Vantongeren, who is 43,",
    "Vantongeren herself",
  ])("a part of a name is the person whom the article names in full: %s", (mention) => {
    expect(decide(mention, body)).toBe("PART_OF_NAME Emily Vantongeren");
  });

  test("a part of a name may have several words, particles and hyphens", () => {
    expect(decide("Tessel Ruhl", "Emily Tessel Ruhl spoke.")).toBe("PART_OF_NAME Emily Tessel Ruhl");
    expect(decide("De Vant", "Mayor Emily de Vant spoke.")).toBe("PART_OF_NAME Emily de Vant");
    expect(decide("Ruhl-Tessel", "Emily Ruhl-Tessel spoke.")).toBe("PART_OF_NAME Emily Ruhl-Tessel");
    expect(decide("Tessel", "Emily Ruhl-Tessel spoke.")).toBe("UNRESOLVED");
  });

  test("a part of a name is completed by another mention or the headline", () => {
    const { article } = articleOf(["Zorvane Quillimar, a welder,", "Quillimar"], "");
    expect(openArticle(article)(NOBODY).statements.map(({ speaker }) => speaker)).toEqual([
      { name: "Zorvane Quillimar", kind: "PERSON" },
      { name: "Zorvane Quillimar", kind: "PERSON" },
    ]);
    const headline = "Bridge was never safe, Emily Vantongeren tells the board";
    expect(decide("Vantongeren", "Vantongeren left.", { headline })).toBe("PART_OF_NAME Emily Vantongeren");
  });

  test("a part of a name is nobody's if two bear it, unless they can be the same", () => {
    expect(decide("Tessel", "Brian Tessel visited Emily Tessel. Tessel left.")).toBe("AMBIGUOUS");
    expect(decide("Tessel", "Brian Tessel visited Brian Tessel Jr. outside.")).toBe("AMBIGUOUS");
    expect(decide("Tessel", "Brian W. Tessel visited Brian H. Tessel.")).toBe("AMBIGUOUS");
    expect(decide("Tessel", "Brian W. Tessel disagreed. Brian Tessel came back.")).toBe("PART_OF_NAME Brian Tessel");
  });

  test("a part of a name is nobody's if somebody is called so before the full name", () => {
    const relative = "The house was Mr. Tessel’s.\nTessel sold it.\nHis niece Emily Tessel complained.";
    expect(decide("Tessel", relative)).toBe("UNRESOLVED");
  });

  test("a part of a name drops its sentence's first word and its descriptions", () => {
    expect(decide("Tessel", "It rained. While Emily Tessel got wet, we sang.")).toBe("PART_OF_NAME Emily Tessel");
    expect(decide("Tessel", "It rained. Doubtlessly Emily Tessel got wet.")).toBe("UNRESOLVED");
    expect(decide("Tessel", "It rained. Will Tessel resign? The fisherman Emily Tessel will.")).toBe("UNRESOLVED");
    expect(decide("Tessel", "Harbour Fisherman Emily Tessel complained loudly.")).toBe("PART_OF_NAME Emily Tessel");
  });

  test("a part of a name is neither the given name nor the name of an organisation or place", () => {
    expect(decide("Emily", body)).toBe("UNRESOLVED");
    expect(decide("the Courier", "Emily Courier spoke to the Courier.")).toBe("UNRESOLVED");
    expect(decide("the Vantongeren campaign", body)).toBe("UNRESOLVED");
    expect(decide("Vantongeren's lawyer", body)).toBe("UNRESOLVED");
    expect(decide("Vantongeren's 2029 plan", body)).toBe("UNRESOLVED");
  });
});

describe("what is no one person's name stays without a speaker", () => {
  test.each<[Resolution, string]>([
    ["PRONOUN", "he"],
    ["PRONOUN", "She"],
    ["PRONOUN", "who"],
    ["PRONOUN", "he himself"],
    ["UNNAMED", "officials"],
    ["UNNAMED", "Critics"],
    ["UNNAMED", "a senior aide"],
    ["UNNAMED", "people familiar with the bridge"],
    ["UNNAMED", "many Republicans"],
    ["UNNAMED", "some"],
    ["UNNAMED", "some of her advisers"],
    ["UNNAMED", "Vantongeren's aides"],
    ["UNNAMED", "an adviser to Emily Vantongeren"],
    ["UNNAMED", "supporters of Republican Emily Vantongeren"],
    ["UNRESOLVED", "the president"],
    ["UNRESOLVED", "the two aides"],
    ["UNRESOLVED", "some of the polls"],
    ["UNRESOLVED", "a new poll"],
    ["UNRESOLVED", "the Planned Review"],
    ["UNRESOLVED", "Lowmoor University"],
    ["UNRESOLVED", "Foreign Minister"],
    ["UNRESOLVED", "Lowmoor Business Insider"],
    ["UNRESOLVED", "Vantongeren's running mate"],
    ["UNRESOLVED", "Emily Vantongeren's $350 billion plan"],
    ["UNRESOLVED", "Vantongeren, Tessel and others"],
    ["UNRESOLVED", "New Hampshire"],
    ["UNRESOLVED", "TELLING OF THE CRISIS"],
    ["UNRESOLVED", "Vantongeren and Tessel"],
    ["UNRESOLVED", "Emily and Brian Vantongeren"],
    ["UNRESOLVED", "Emily Vantongeren, a welder, and Brian Tessel, a cook,"],
    ["UNRESOLVED", "Emily Vantongeren, along with Brian Tessel"],
    ["UNRESOLVED", "Vantongeren, Tessel"],
    ["UNRESOLVED", "Vantongeren/Tessel"],
    ["UNRESOLVED", "he and Mr. Tessel"],
    ["UNRESOLVED", "Enrique PeÃ±a Tessel"],
    ["UNRESOLVED", ""],
    ["UNRESOLVED", " — "],
  ])("a mention that names no one person stays without a speaker: %s: %s", (resolution, mention) => {
    expect(decide(mention, "The bridge is shut.")).toBe(resolution);
  });

  test.each<[Resolution, string]>([
    ["PRONOUN", "sie"],
    ["UNNAMED", "ein Sprecher der Werft"],
    ["UNNAMED", "Beobachter"],
    ["UNRESOLVED", "der Präsident"],
    ["UNRESOLVED", "Die Polizei"],
    ["UNRESOLVED", "Verschiedene Zeitungen"],
    ["UNRESOLVED", "Ute Brackwedes Vorschlag"],
    ["UNRESOLVED", "Ute Brackwede und Emil Tessel"],
  ])("a mention that describes a person stays without a speaker: %s: %s", (resolution, mention) => {
    expect(decide(mention, "Die Brücke ist zu.", { language: "de" })).toBe(resolution);
  });
});

describe("a known name is its bearer", () => {
  const lookup = archiveOf({
    "Emily Vantongeren": ["Iron Emily"],
    "Brian Tessel": ["Tessel", "泰瑟爾"],
    "Harbour Office": ["the Office"],
    "World Harbour Organisation": ["WHO"],
    "Otto Ruhl": ["Ruhl"],
    "Anna Ruhl": ["Ruhl"],
  });

  test.each([
    ["Emily Vantongeren", "KNOWN_NAME emily vantongeren"],
    ["President Emily Q. Vantongeren", "KNOWN_NAME emily vantongeren"],
    ["Iron Emily", "KNOWN_NAME emily vantongeren"],
    ["Mr. Tessel", "KNOWN_NAME brian tessel"],
    ["the Harbour Office's", "KNOWN_NAME harbour office"],
    ["the WHO", "KNOWN_NAME world harbour organisation"],
    ["who", "PRONOUN"],
    ["Ruhl", "AMBIGUOUS"],
  ])("a known name is its bearer: %s: %s", (mention, expected) => {
    expect(decide(mention, "It rained.", { lookup })).toBe(expected);
  });

  test("a known name is found in any language, and nothing else in languages that are not read", () => {
    expect(decide("泰瑟爾", "", { lookup, language: "zh-Hant" })).toBe("KNOWN_NAME brian tessel");
    expect(decide("Emily Nobody", "", { lookup, language: "fr" })).toBe("UNRESOLVED");
    expect(decide("officials", "", { lookup, language: "und" })).toBe("UNRESOLVED");
  });

  test("a known name counts only in full if nobody has reviewed the speaker", () => {
    const made: Lookup = {
      speakersNamed: (name) => lookup.speakersNamed(name).map((one) => ({ ...one, reviewed: false })),
    };
    expect(decide("Mayor Emily Vantongeren", "", { lookup: made })).toBe("KNOWN_NAME emily vantongeren");
    expect(decide("Vantongeren", "Emily Vantongeren spoke.", { lookup: made })).toBe("PART_OF_NAME emily vantongeren");
    expect(decide("Mr. Tessel", "It rained.", { lookup: made })).toBe("UNRESOLVED");
    expect(decide("EMILY VANTONGEREN", "It rained.", { lookup: made })).toBe("UNRESOLVED");
  });

  test("a known name yields to the person whom the article introduces by it", () => {
    expect(decide("Tessel", "Zoe Tessel spoke.", { lookup })).toBe("PART_OF_NAME Zoe Tessel");
    expect(decide("Tessel", "Brian Tessel visited Zoe Tessel.", { lookup })).toBe("KNOWN_NAME brian tessel");
    expect(decide("Tessel", "Ida Tessel visited Zoe Tessel.", { lookup })).toBe("AMBIGUOUS");
    expect(decide("Vantongeren", "Mayor Emily Vantongeren spoke.", { lookup })).toBe("PART_OF_NAME emily vantongeren");
  });
});
