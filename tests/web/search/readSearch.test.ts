import { expect, test } from "@jest/globals";
import { readSearch } from "../../../web/search/readSearch.ts";

test.each([
  ["Putin on Idlib", { whole: "Putin on Idlib", speaker: "Putin", topic: "Idlib" }],
  ["  putin   ABOUT the war ", { whole: "putin ABOUT the war", speaker: "putin", topic: "the war" }],
  ["on Idlib", { whole: "on Idlib", topic: "Idlib" }],
  ["Putin", { whole: "Putin" }],
  ["war on terror", { whole: "war on terror", speaker: "war", topic: "terror" }],
  ["Erdogan says the fighting", { whole: "Erdogan says the fighting", speaker: "Erdogan", text: "the fighting" }],
  ["Erdogan said about Idlib", { whole: "Erdogan said about Idlib", speaker: "Erdogan", topic: "Idlib" }],
  ['Merkel said "we can do it"', { whole: "Merkel said", speaker: "Merkel", text: '"we can do it"' }],
  ["Merkel „wir schaffen das“", { whole: "Merkel", text: '"wir schaffen das"' }],
  ["«Мы ждём» Путин", { whole: "Путин", text: '"Мы ждём"' }],
  ["Idlib 2018", { whole: "Idlib", from: "2018", to: "2018" }],
  ["Putin on Idlib in 2018", { whole: "Putin on Idlib", speaker: "Putin", topic: "Idlib", from: "2018", to: "2018" }],
  ["Idlib 2016–2018", { whole: "Idlib", from: "2016", to: "2018" }],
  ["Idlib 2016 – 2018", { whole: "Idlib", from: "2016", to: "2018" }],
  ["Idlib from 2018 to 2016", { whole: "Idlib", from: "2016", to: "2018" }],
  ["2018", { from: "2018", to: "2018" }],
  ["resolution 2254", { whole: "resolution 2254" }],
  ["Путин об Идлибе", { whole: "Путин об Идлибе", speaker: "Путин", topic: "Идлибе" }],
  ["Путин, тема: Идлиб", { whole: "Путин, тема: Идлиб", speaker: "Путин", topic: "Идлиб" }],
  ["Putin zu Idlib", { whole: "Putin zu Idlib", speaker: "Putin", topic: "Idlib" }],
  ["Putin zur Lage", { whole: "Putin zur Lage", speaker: "Putin", topic: "Lage" }],
  ["Merkel sagte über Idlib", { whole: "Merkel sagte über Idlib", speaker: "Merkel", topic: "Idlib" }],
  ["Меркель сказала про Идлиб", { whole: "Меркель сказала про Идлиб", speaker: "Меркель", topic: "Идлиб" }],
  ["بوتين عن إدلب", { whole: "بوتين عن إدلب", speaker: "بوتين", topic: "إدلب" }],
  ["Putin on Idlib since 2017", { whole: "Putin on Idlib", speaker: "Putin", topic: "Idlib", from: "2017" }],
  ["Idlib by Putin", { whole: "Idlib by Putin", speaker: "Putin", topic: "Idlib", isBy: true }],
  ["by Putin", { whole: "by Putin" }],
  [
    "What did Erdogan say about a ceasefire?",
    { whole: "What did Erdogan say about a ceasefire", speaker: "Erdogan", topic: "a ceasefire" },
  ],
  ["what did Erdogan say?", { whole: "what did Erdogan say", speaker: "Erdogan" }],
  ["Who spoke about Idlib?", { whole: "Who spoke about Idlib", topic: "Idlib" }],
  ["Statements by Putin on Idlib", { whole: "Statements by Putin on Idlib", speaker: "Putin", topic: "Idlib" }],
  ["statements by Putin", { whole: "statements by Putin", speaker: "Putin" }],
  ["statements on Idlib", { whole: "statements on Idlib", topic: "Idlib" }],
  ["Putin and Erdogan on Idlib", { whole: "Putin and Erdogan on Idlib", speaker: "Putin and Erdogan", topic: "Idlib" }],
  ["普京", { whole: "普京" }],
  ["Putin, on Idlib?", { whole: "Putin, on Idlib", speaker: "Putin", topic: "Idlib" }],
  ['""', {}],
  ["", {}],
])("the search box reads %j", (typed, expected) => {
  expect(readSearch(typed)).toEqual(expected);
});

// The same search in the words of each language: a speaker, a topic, and what else was said of them.
const putin = { speaker: "Putin", topic: "Idlib" };
const putinRussian = { speaker: "Путин", topic: "Идлибе" };
const putinArabic = { speaker: "بوتين", topic: "إدلب" };
test.each([
  ["Putin on Idlib in September 2018", { ...putin, from: "2018-09", to: "2018-09" }],
  ["Putin says that Idlib burns", { speaker: "Putin", text: "Idlib burns" }],
  ["What does Putin think of Idlib?", putin],
  ["Putin and Erdogan say peace", { speaker: "Putin and Erdogan", text: "peace" }],
  ["Putin über Idlib", putin],
  ["Putin zum Thema Idlib seit September 2018", { ...putin, from: "2018-09" }],
  ["Was sagte Putin über Idlib?", putin],
  ["Was hat Putin zu Idlib gesagt?", putin],
  ["Was sagt Putin?", { speaker: "Putin" }],
  ["Aussagen von Putin zum Thema Idlib", putin],
  ["Aussagen zu Idlib von Putin", { ...putin, isBy: true }],
  ["Wer sprach über Idlib?", { topic: "Idlib" }],
  ["Putin sagt, dass Idlib brennt", { speaker: "Putin", text: "Idlib brennt" }],
  ["Ursula von der Leyen zu Idlib", { speaker: "Ursula von der Leyen", topic: "Idlib" }],
  ["Путин про Идлибе в сентябре 2018 года", { ...putinRussian, from: "2018-09", to: "2018-09" }],
  ["Что сказал Путин об Идлибе?", putinRussian],
  ["Что Путин сказал об Идлибе?", putinRussian],
  ["Заявления Путина по Идлибу", { speaker: "Путина", topic: "Идлибу" }],
  ["высказывания Путина", { speaker: "Путина" }],
  ["Кто говорил об Идлибе", { topic: "Идлибе" }],
  ["Путин заявил, что мир близок", { speaker: "Путин", text: "мир близок" }],
  ["Putin İdlib hakkında", { together: "Putin İdlib" }],
  ["PUTIN İDLİB HAKKINDA", { together: "PUTIN İDLİB" }],
  ["Putin'in İdlib hakkındaki sözleri", { speaker: "Putin", topic: "İdlib" }],
  ["Putin’in İdlib açıklamaları", { speaker: "Putin", topic: "İdlib" }],
  ["Putin İdlib hakkında ne dedi?", { together: "Putin İdlib" }],
  ["Putin ne dedi?", { speaker: "Putin" }],
  ["İdlib hakkında", { topic: "İdlib" }],
  ["İdlib hakkında Putin", { speaker: "Putin", topic: "İdlib", isBy: true }],
  ["Putin'in İdlib hakkındaki sözleri 2018'den beri", { speaker: "Putin", topic: "İdlib", from: "2018" }],
  ["Putin, konu: İdlib", { speaker: "Putin", topic: "İdlib" }],
  ['Putin "barış" dedi', { speaker: "Putin", text: '"barış"' }],
  ["بوتين بشأن إدلب منذ عام 2018", { ...putinArabic, from: "2018" }],
  ["ماذا قال بوتين عن إدلب؟", putinArabic],
  ["قال بوتين عن إدلب", putinArabic],
  ["قال بوتين إن السلام قريب", { speaker: "بوتين", text: "السلام قريب" }],
  ["تصريحات بوتين عن إدلب في سبتمبر ٢٠١٨", { ...putinArabic, from: "2018-09", to: "2018-09" }],
  ["تصريحات صادرة عن بوتين بشأن إدلب", putinArabic],
  ["أقوال بوتين", { speaker: "بوتين" }],
  ["من تحدث عن إدلب؟", { topic: "إدلب" }],
])("the search box reads %j in its language", (typed, expected) => {
  const { whole, ...parts } = readSearch(typed);
  expect(whole).toBeTruthy();
  expect(parts).toEqual(expected);
});

test.each([
  "the end of the war",
  "by Putin",
  "says who",
  "Idlib",
  "für den Frieden",
  "слово",
  "açıklamalar",
  "تصريحات",
])("the search box reads nothing but words in %j", (typed) => {
  expect(readSearch(typed)).toEqual({ whole: typed });
});
