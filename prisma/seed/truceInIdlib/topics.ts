import type { ArchiveDocument } from "../../../src/document/document.ts";

/** The topics of the article's statements. A Wikidata id is given only if it is beyond doubt. */
export const topics: ArchiveDocument["topics"] = [
  {
    name: "Middle East",
    kind: "PLACE",
    wikidataId: "Q7204",
    names: [
      { name: "الشرق الأوسط", language: "ar" },
      { name: "Ближний Восток", language: "ru" },
      { name: "Orta Doğu", language: "tr" },
      { name: "خاورمیانه", language: "fa" },
    ],
  },
  {
    name: "Syria",
    kind: "PLACE",
    wikidataId: "Q858",
    broader: ["middle-east"],
    names: [
      { name: "سوريا", language: "ar" },
      { name: "Сирия", language: "ru" },
      { name: "Suriye", language: "tr" },
      { name: "سوریه", language: "fa" },
    ],
  },
  {
    name: "Idlib",
    kind: "PLACE",
    description: "Region in the northwest of Syria",
    broader: ["syria"],
    names: [
      { name: "إدلب", language: "ar" },
      { name: "Идлиб", language: "ru" },
      { name: "İdlib", language: "tr" },
      { name: "ادلب", language: "fa" },
    ],
  },
  {
    name: "Turkey",
    kind: "PLACE",
    wikidataId: "Q43",
    broader: ["middle-east"],
    names: [
      { name: "Türkiye", language: "tr" },
      { name: "Турция", language: "ru" },
      { name: "تركيا", language: "ar" },
      { name: "ترکیه", language: "fa" },
    ],
  },
  {
    name: "Syrian civil war",
    kind: "EVENT",
    wikidataId: "Q178810",
    broader: ["syria"],
    names: [
      "War in Syria",
      { name: "الحرب الأهلية السورية", language: "ar" },
      { name: "Гражданская война в Сирии", language: "ru" },
      { name: "Suriye iç savaşı", language: "tr" },
    ],
  },
  {
    name: "Battle for Idlib",
    kind: "EVENT",
    description: "The assault on Idlib that was expected in 2018",
    broader: ["idlib", "syrian-civil-war"],
    names: ["Idlib offensive", { name: "Битва за Идлиб", language: "ru" }],
  },
  {
    slug: "tehran-summit-2018",
    name: "Tehran summit of 2018",
    kind: "EVENT",
    description: "Meeting of the presidents of Iran, Russia and Turkey on 7 September 2018",
    startsOn: "2018-09-07",
    endsOn: "2018-09-07",
    place: "Tehran",
    names: ["Tehran summit", { name: "Тегеранский саммит", language: "ru" }, { name: "قمة طهران", language: "ar" }],
  },
  {
    name: "Ceasefire",
    kind: "ISSUE",
    names: [
      "Truce",
      { name: "Прекращение огня", language: "ru" },
      { name: "Перемирие", language: "ru" },
      { name: "Ateşkes", language: "tr" },
      { name: "وقف إطلاق النار", language: "ar" },
      { name: "آتش‌بس", language: "fa" },
    ],
  },
  {
    name: "Refugees",
    kind: "ISSUE",
    names: [
      { name: "Беженцы", language: "ru" },
      { name: "Mülteciler", language: "tr" },
      { name: "لاجئون", language: "ar" },
      { name: "پناهندگان", language: "fa" },
    ],
  },
  {
    name: "Civilians",
    kind: "ISSUE",
    names: [
      "Civilian casualties",
      { name: "Мирное население", language: "ru" },
      { name: "Siviller", language: "tr" },
      { name: "مدنيون", language: "ar" },
    ],
  },
  {
    name: "Terrorism",
    kind: "ISSUE",
    wikidataId: "Q7283",
    names: [
      { name: "Терроризм", language: "ru" },
      { name: "Terörizm", language: "tr" },
      { name: "إرهاب", language: "ar" },
      { name: "تروریسم", language: "fa" },
    ],
  },
  {
    name: "Jabhat al-Nusra",
    kind: "ORGANIZATION",
    names: [
      "Nusra Front",
      { name: "جبهة النصرة", language: "ar" },
      { name: "Джебхат ан-Нусра", language: "ru" },
      { name: "El Nusra", language: "tr" },
    ],
  },
  {
    name: "Islamic State",
    kind: "ORGANIZATION",
    names: [
      "ISIS",
      { name: "داعش", language: "ar" },
      { name: "Исламское государство", language: "ru" },
      { name: "IŞİD", language: "tr" },
    ],
  },
  { name: "Territorial integrity", kind: "ISSUE", names: [{ name: "Территориальная целостность", language: "ru" }] },
  { name: "Disarmament", kind: "ISSUE", names: [{ name: "Разоружение", language: "ru" }] },
  { name: "Peace talks", kind: "ISSUE", names: [{ name: "Мирные переговоры", language: "ru" }] },
];
