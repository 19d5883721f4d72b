import { counted, type Forms } from "./counted.ts";
import type { Messages } from "./messages.ts";

/** Russian has three forms for whole numbers: 1 and 21, 2 to 4 and 22, 5 to 20 and 25. */
const count = (number: number, one: string, few: string, many: string) =>
  counted("ru", number, { one, few, many, other: few } satisfies Forms);

/** “Более” takes the genitive: “более 21 высказывания”, “более 10 000 высказываний”. */
const more = (number: number) => count(number, "более # высказывания", "более # высказываний", "более # высказываний");

const statementCount = (n: number) => count(n, "# высказывание", "# высказывания", "# высказываний");
const speakerCount = (n: number) => count(n, "# персона", "# персоны", "# персон");

/** A date in the genitive. A day is written so anyway (“7 сентября 2018 г.”), a month without a day is not. */
function genitive(date: string): string {
  if (/^\d{4}$/.test(date)) return `${date} г.`;
  return date.replace(/^(\p{L}+)[ьй] /u, "$1я ").replace(/^(март|август) /u, "$1а ");
}

const year = (date: string) => (/^\d{4}$/.test(date) ? `${date} г.` : date);
const list = (names: string[], type: Intl.ListFormatType) => new Intl.ListFormat("ru", { type }).format(names);

/** The interface in Russian. Names stay as they are: they stand behind a dash or a colon, or in quotation marks. */
export const ru: Messages = {
  // The frame of every page
  tagline: "Кто, что, о чём и когда сказал и где это напечатано",
  skipToContent: "Перейти к содержанию",
  navigation: "Разделы архива",
  statements: "Высказывания",
  speakers: "Персоны",
  topics: "Темы",
  sources: "Источники",
  about: "Об архиве",
  thisAsQuery: "Эта страница в виде запроса",
  api: "API",
  schema: "Схема",
  licence: "Тексты высказываний принадлежат их правообладателям и цитируются как документ.",

  // The search box
  search: "Найти",
  searchLabel: "Поиск по архиву",
  searchHint: "Имя, тема или то и другое: Путин, тема: Идлиб",
  searchOn: (speaker, topic) => `${speaker}, тема: ${topic}`,
  quoted: (words) => `«${words}»`,
  completions: "Имена и названия в архиве",
  speaker: "персона",
  topic: "тема",
  source: "источник",
  searchExamples: "Например:",

  // Home
  homeTitle: "Архив сказанного",
  newest: "Последние высказывания",
  allStatements: "Все высказывания",
  mostQuoted: "Кого чаще цитируют",
  mostDiscussed: "О чём чаще говорят",
  holds: "В архиве",
  statementCount,
  statementsLeast: more,
  speakerCount,
  topicCount: (n) => count(n, "# тема", "# темы", "# тем"),
  articleCount: (n) => count(n, "# статья", "# статьи", "# статей"),
  sourceCount: (n) => count(n, "# источник", "# источника", "# источников"),
  printingCount: (n) => count(n, "# публикация", "# публикации", "# публикаций"),
  saidBetween: (first, last) => `сказано с ${genitive(first)} по ${year(last)}`,
  emptyArchive: "Архив пуст. Загрузите таблицу или корпус текстов, и высказывания появятся здесь.",

  // Lists of statements
  by: (names) => names,
  to: (names) => `адресат: ${names}`,
  on: (names) => `тема «${names}»`,
  at: (names) => `повод «${names}»`,
  in: (names) => `издание «${names}»`,
  withWords: (words) => `со словами «${words}»`,
  since: (date) => `с ${genitive(date)}`,
  until: (date) => `по ${year(date)}`,
  said: year,
  listTitle: (what, conditions) => (conditions.length > 0 ? `${what}: ${conditions.join(", ")}` : what),
  anyOf: (names) => list(names, "disjunction"),
  nothingFound: "Подходящих высказываний нет.",
  nothingFoundAdvice: "Уберите одно из условий или измените запрос.",
  narrowedBy: "Условия",
  remove: (what) => `Убрать условие: ${what}`,
  removeThis: "убрать это условие",
  removeAll: "Убрать все условия",
  narrow: "Уточнить",
  notKnown: (name) => `В архиве нет никого и ничего под именем «${name}».`,
  didYouMean: "Может быть, это",
  takenAs: (given) => `Запрос «${given}» понят так:`,
  order: "Порядок",
  newestFirst: "Сначала новые",
  oldestFirst: "Сначала старые",
  bestFirst: "Сначала самые подходящие",
  spreadsheet: "Таблица (CSV)",
  feed: "Лента (Atom)",
  jsonLd: "Данные (JSON-LD)",
  takeAway: "Забрать этот список",
  newer: "Предыдущая страница",
  older: "Следующая страница",
  pages: "Страницы этого списка",
  facetSpeakers: "Персоны",
  facetTopics: "Темы",
  facetPublishers: "Где напечатано",
  facetWires: "Агентство",
  facetKinds: "Вид",
  facetLanguages: "Язык",
  facetYears: "Год",

  // Statements
  kindDIRECT: "Дословно",
  kindMIXED: "Частично дословно",
  kindINDIRECT: "Пересказ",
  unnamedSpeaker: "Имя не названо",
  unknownSpeaker: "Автор не установлен",
  via: "· агентство:",
  readAtTheWords: "К источнику",
  permalink: "В архиве",
  fictional: "вымысел",
  retracted: "Отозвано",
  retractedBecause: (reason) => `Это высказывание отозвано: ${reason}`,
  retractedSilently: "Это высказывание отозвано.",
  saidTitle: (speaker, date) => `${speaker}, ${date}`,
  saidOnPublication: "по дате первой публикации",
  asPrinted: "Как напечатано",
  printings: "Где напечатано",
  independentSources: (n) => count(n, "# независимый источник", "# независимых источника", "# независимых источников"),
  occasion: "Повод:",
  stances: "Позиция по вопросам",
  position: { SUPPORTS: "за", OPPOSES: "против", CONDITIONAL: "с условиями", NEUTRAL: "нейтрально" },
  history: "История",
  noHistory: "С момента внесения в архив это высказывание никто не менял.",
  recordedBy: (name) => `Кем внесено: ${name}`,
  onRecordSince: (date) => `В архиве с ${date}`,
  languageOf: "Язык",
  nameOfStatement: "Идентификатор в любом архиве",
  topicsOf: "Темы",
  cite: "Цитировать",
  unknownDate: "Дата неизвестна",

  // Speakers, topics, articles, sources, propositions
  nameLabel: "Найти по имени",
  mostStatementsFirst: "По числу высказываний",
  byName: "По имени",
  alsoCalled: "Другие имена:",
  members: "Состав:",
  memberOf: "Входит в состав:",
  partOf: "Часть более широкой темы:",
  contains: "Включает:",
  publishedBy: "Издание:",
  suppliedBy: "Агентство:",
  readArticle: "Читать статью",
  relatedArticles: "Статьи по теме",
  newestArticles: "Последние статьи",
  positions: "Позиции",
  whoStandsWhere: "Кто за и кто против",
  speakersWith: (n, position) => `${position}: ${speakerCount(n)}`,
  sinceWord: "впервые",
  disputed: "оспаривается",
  changed: (from, to) => `было «${from}», стало «${to}»`,
  topicKind: { PLACE: "Место", ORGANIZATION: "Организация", EVENT: "Событие", ISSUE: "Проблема" },
  sourceKind: { OUTLET: "Издание", AGENCY: "Информационное агентство", INSTITUTION: "Учреждение" },
  noSuchSpeaker: "В архиве нет персоны с таким именем.",
  noSuchTopic: "В архиве нет темы с таким названием.",
  noSuchArticle: "Такой статьи в архиве нет.",
  noSuchSource: "В архиве нет источника с таким названием.",
  noSuchProposition: "В архиве нет тезиса с таким названием.",

  // Checking a quotation
  verify: "Проверить цитату",
  verifyShort: "Проверка",
  verifyLead: "Вставьте слова, которые кому-то приписывают, и узнайте, есть ли они в архиве.",
  quotation: "Текст цитаты",
  allegedSpeaker: "Кому приписывают эти слова (необязательно)",
  check: "Проверить",
  verdict: "Результат",
  wording: {
    EXACT: "Эти слова есть в архиве, буква в букву.",
    NORMALISED: "Эти слова есть в архиве; отличаются только знаки препинания, прописные буквы, диакритика или пробелы.",
    PARTIAL: "В архиве есть похожие слова, но не точно такие.",
    NONE: "Этих слов в архиве нет.",
  },
  wordingShort: { EXACT: "точно", NORMALISED: "те же слова", PARTIAL: "похоже" },
  saidBy: (speaker) => `По данным архива, их автор — ${speaker}.`,
  saidByOther: (speaker, alleged) => `Но по данным архива их автор — ${speaker}, а не ${alleged}.`,
  saidByUnknown: "Кто их сказал, в архиве не указано.",
  notOnRecordAdvice: "Возможно, они всё же были сказаны: в архиве есть только то, что напечатано и внесено.",
  onlyGiven: "только во вставленном тексте",
  onlyOnRecord: "только в архиве",

  // Speakers side by side
  compare: "Сравнить",
  compareTitle: "Сравнение персон",
  compareLead: "Что, когда и с какой позицией сказал каждый из них.",
  compareOn: "Тема (необязательно)",
  compareMost: "Сравнить можно не больше четырёх персон; здесь показаны первые четыре.",
  speakerNumber: (n) => `Персона ${n}`,
  allOf: (names) => list(names, "conjunction"),

  // Changes of the archive
  changesTitle: "Изменения",
  changesLead: "Кто, что, когда и почему изменил в архиве. Добавленное при импорте здесь не перечислено.",
  changeCount: (n) => count(n, "# изменение", "# изменения", "# изменений"),
  noChanges: "Таких изменений нет.",
  changeUndone: "позже отменено",
  changedFields: "Что изменено",
  andMore: (n) => count(n, "и ещё #", "и ещё #", "и ещё #"),
  changeDone: {
    Create: "добавление",
    Update: "изменение",
    Delete: "удаление",
    Merge: "объединение",
    Unmerge: "отмена объединения",
    Reject: "отклонение",
    Move: "перемещение",
    Set: "установка значения",
    Remove: "исключение",
    Retract: "отзыв",
    Restore: "восстановление",
    Publish: "публикация",
    Tag: "присвоение темы",
    Untag: "снятие темы",
    Accept: "принятие",
    Correct: "исправление",
    Extract: "предложение высказываний",
    Import: "импорт",
    record: "изменение при импорте",
    undo: "отмена прежнего изменения",
  },

  // About
  aboutTitle: "Об этом архиве",
  aboutWhat:
    "В этом архиве собраны высказывания: кто, что, о чём и когда сказал и где это напечатано. У каждого есть хотя бы одна публикация, где его может прочитать каждый.",
  aboutTruth:
    "Если высказывание есть в архиве, это значит, что оно напечатано, а не что оно верно. То, чего в архиве нет, всё же могло быть сказано.",
  aboutUse: "Что здесь можно сделать",
  aboutPrograms: "Для программ",
  aboutApi:
    "Всё на этом сайте берётся из открытого API, доступного и другим программам. Все высказывания можно также скачать.",
  aboutLicences: "Лицензии",
  aboutSoftware: "Сайт работает на программе OnRecord под лицензией Apache 2.0.",

  // Pictures
  rolesOverTime: "Должности и высказывания во времени",
  whoSpokeWhen: "Кто и когда высказывался",
  picturesSome: (shown, all) => `На рисунке показано ${shown} из ${counted("ru", all, { other: "#" })}.`,
  timelineTitle: "Когда это сказано",
  timelineDescription: (count, first, last) => `${count}, с ${genitive(first)} по ${year(last)}.`,
  asTable: "В виде таблицы",
  date: "Дата",
  number: "Высказывания",
  undated: (n) =>
    count(
      n,
      "# высказывание датировано для этого рисунка слишком приблизительно.",
      "# высказывания датированы для этого рисунка слишком приблизительно.",
      "# высказываний датированы для этого рисунка слишком приблизительно.",
    ),

  // Errors
  notFoundTitle: "Здесь ничего нет",
  notFound: "По этому адресу в архиве ничего нет. Возможно, в адресе опечатка или то, на что он указывал, удалено.",
  noSuchStatement: "В архиве нет высказывания с таким идентификатором.",
  tryASearch: "Попробуйте воспользоваться поиском.",
  unavailableTitle: "Архив недоступен",
  unavailable: "Его база данных сейчас не отвечает. Попробуйте ещё раз чуть позже.",
  timeoutTitle: "Это заняло слишком много времени",
  timeout: "Архив прервал выполнение. Более узкий запрос выполняется быстрее.",
  tooManyTitle: "Слишком много запросов",
  tooMany: (seconds) => `С вашего адреса исчерпан предел запросов на минуту. Повторить можно через ${seconds} с.`,
  tooManySoon: "С вашего адреса исчерпан предел запросов на минуту. Попробуйте ещё раз чуть позже.",
  keyNeededTitle: "Для этого архива нужен ключ",
  keyNeeded: "Владелец архива открыл чтение только тем, у кого есть ключ.",
  badRequestTitle: "Такой запрос невозможен",
  faultTitle: "Что-то пошло не так",
  fault: "Ошибка на нашей стороне, она записана в журнал.",
};
