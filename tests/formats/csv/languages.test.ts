import { describe, expect, test } from "@jest/globals";
import { languagesOf } from "../../../src/formats/csv/languages.ts";

/** English sentences, each of which is guessed to be in another language if it is taken alone. */
const MISLEADING = ["No no no, Ada, no more nets on my old pier.", "Me, a pilot? On a ferry? In a storm? Never!"];
const ENGLISH = Array.from(
  { length: 60 },
  (_, i) => `The mayor said that the harbour would stay open for ${i + 2} more years.`,
);
const GERMAN = Array.from(
  { length: 10 },
  (_, i) => `Der Hafen bleibt noch ${i + 2} Jahre offen, sagte die Bürgermeisterin.`,
);
const RUSSIAN = "Мы не закроем гавань, пока в ней есть хотя бы одна лодка.";

describe("the languages of a file's articles", () => {
  test("a short text whose language hardly any other has is in the most common one", () => {
    const languages = languagesOf([...ENGLISH, ...MISLEADING]);
    expect(new Set(languages)).toEqual(new Set(["en"]));
  });

  test("a language that others have too stays, and so does one of another script", () => {
    const languages = languagesOf([...ENGLISH, ...GERMAN, RUSSIAN]);
    expect(languages).toEqual([...ENGLISH.map(() => "en"), ...GERMAN.map(() => "de"), "ru"]);
  });

  test("a long text tells its own", () => {
    expect(languagesOf([...ENGLISH, GERMAN.join(" ")]).at(-1)).toBe("de");
  });

  test("nothing can be told of few letters, and alone a text is what it seems", () => {
    expect(languagesOf(["Never!", ENGLISH[0] as string])).toEqual(["und", "en"]);
    expect(languagesOf([])).toEqual([]);
  });
});
