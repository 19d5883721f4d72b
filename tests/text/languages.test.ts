import { describe, expect, test } from "@jest/globals";
import { detectLanguage } from "../../src/text/languages.ts";

describe("a text of 40 to 300 characters", () => {
  test.each([
    ["de", "Wir werden den Hafen im Frühjahr wieder öffnen, sagte die Bürgermeisterin Runa Velle."],
    ["ru", "Мы не заплатим дважды за этот порт, сказала вчера Руна Велле."],
    ["uk", "Ми не заплатимо двічі за цей порт, сказала вчора Руна Велле."],
    ["fr", "Nous ne paierons pas deux fois le même port, a-t-elle dit hier à Ostrin."],
    ["es", "No pagaremos dos veces por el mismo puerto, dijo ayer la alcaldesa de Ostrin."],
    ["pt", "Não vamos pagar duas vezes pelo mesmo porto, disse ontem a prefeita de Ostrin."],
    ["pl", "Nie zapłacimy dwa razy za ten sam port, powiedziała wczoraj Runa Velle."],
    ["tr", "Limanı baharda yeniden açacağız, dedi belediye başkanı Runa Velle."],
    ["ar", "سنفتح الميناء في الربيع من جديد، قالت رئيسة البلدية أمس."],
    ["fa", "ما بندر را در بهار دوباره باز می‌کنیم، شهردار دیروز گفت."],
    ["el", "Δεν θα πληρώσουμε δύο φορές για το ίδιο λιμάνι, είπε χθες η δήμαρχος."],
    ["zh-Hant", "我們會在春天重新開放港口，市長昨天這樣說了，大家都很高興。"],
    ["ja", "私たちは春に港を再び開くと市長は昨日述べた。"],
    ["ko", "우리는 봄에 항구를 다시 열 것이라고 시장이 어제 말했다."],
    ["en", "We will not pay twice for the same harbour, the mayor said, and that is the end of it."],
  ])("a short text has its language if its parts agree: %s", (language, text) => {
    expect(detectLanguage(text)).toBe(language);
  });

  test.each([
    "The Velmora/Ipsen poll showed Ada Brandt doing better than in other post-debate polls.",
    "Velmora Campaign Reportedly Scrambling For Harbour Voters In Sandholm.",
    "House panel votes to hold Ostrin aide Giulio Pagliaro in contempt.",
    "SANDHOLM, Aug. 24 (OPW) — A spokesman for the Velmora Harbour Party, Kjell Nansen-Ødegård.",
  ])("a short text has no language rather than that of its names: %s", (text) => {
    expect(["en", "und"]).toContain(detectLanguage(text));
  });
});
