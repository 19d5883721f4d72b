/**
 * The pages that are looked at in a browser. To add a page, add a row: everything that must hold of every page is then
 * checked (`pages.browser.test.ts`), and a picture is taken in `screenshots/`.
 */
export interface Row {
  /** The name of the pictures. */
  name: string;
  path: string;
  /** Words that the page shows. */
  shows: string;
  status?: number;
  /** The language of the browser; English if it is absent. Then no text of the English interface may be shown. */
  language?: "ar" | "de" | "ru" | "tr";
  /** Whether an editor has signed in. */
  isEditor?: boolean;
}

export const rows: readonly Row[] = [
  { name: "home", path: "/", shows: "Latest statements" },
  { name: "statements", path: "/statements", shows: "Newest first" },
  { name: "search", path: "/statements?speaker=Putin&topic=Idlib", shows: "Statements by Vladimir Putin on Idlib" },
  {
    name: "search-german",
    path: "/statements?speaker=Putin&topic=Idlib",
    shows: "Aussagen von Vladimir Putin zum Thema Idlib",
    language: "de",
  },
  {
    name: "search-russian",
    path: "/statements?speaker=Putin&topic=Idlib",
    shows: "Высказывания: Vladimir Putin, тема «Idlib»",
    language: "ru",
  },
  { name: "unmatched", path: "/statements?speaker=Putyn&topic=Idlib", shows: "Did you mean" },
  { name: "nothing-found", path: "/statements?text=xylophone", shows: "No statement fits." },
  { name: "search-asks", path: "/search?q=Putin+against+ceasefire", shows: "Did you mean" },
  { name: "search-nothing", path: "/search?q=Lindqvist", shows: "knows nobody and nothing by this name" },
  { name: "words", path: "/statements?text=war", shows: "with “war”" },
  {
    name: "conditions",
    path: "/statements?speaker=recep-tayyip-erdogan&kind=DIRECT&kind=INDIRECT&from=2018&to=2018&proposition=ceasefire-in-idlib&position=SUPPORTS",
    shows: "for “A ceasefire in Idlib” said in 2018",
  },
  { name: "statement", path: "/statements/[by Putin]", shows: "Where it is printed" },
  { name: "speakers", path: "/speakers", shows: "Prime Minister of Velmora" },
  { name: "speakers-found", path: "/speakers?name=put", shows: "Vladimir Putin" },
  { name: "speaker", path: "/speakers/recep-tayyip-erdogan", shows: "Roles and statements over time" },
  { name: "fictional-speaker", path: "/speakers/ilse-varga-moor", shows: "made up" },
  { name: "topics", path: "/topics", shows: "Battle for Idlib" },
  { name: "topic", path: "/topics/idlib", shows: "Who spoke when" },
  { name: "topic-over-years", path: "/topics/ostrin-dam", shows: "Who spoke when" },
  { name: "sources", path: "/sources", shows: "The Moscow Times" },
  { name: "propositions", path: "/propositions", shows: "A ceasefire in Idlib" },
  { name: "source", path: "/sources/reuters", shows: "News agency" },
  { name: "article", path: "/articles/[first]", shows: "Published by:" },
  { name: "proposition", path: "/propositions/ceasefire-in-idlib", shows: "Who stands where on" },
  { name: "verify", path: "/verify", shows: "Paste words" },
  {
    name: "verify-similar",
    path: "/verify?text=no+representatives+of+the+armed+opposition+around+that+very+table&speaker=Putin",
    shows: "as said by Vladimir Putin.",
  },
  {
    name: "verify-other-speaker",
    path: "/verify?text=no+representatives+of+the+armed+opposition+here+around+this+table&speaker=Erdogan",
    shows: "not by Recep Tayyip Erdogan.",
  },
  {
    name: "verify-nothing",
    path: "/verify?text=xylophones+are+for+everybody&speaker=Putyn",
    shows: "are not on record",
  },
  { name: "compare", path: "/compare", shows: "Compare speakers" },
  {
    name: "compare-two",
    path: "/compare?speaker=Erdogan&speaker=Putin&topic=Idlib",
    shows: "Recep Tayyip Erdogan and Vladimir Putin on Idlib",
  },
  {
    name: "compare-four",
    path: "/compare?speaker=Erdogan&speaker=Putin&speaker=Rouhani&speaker=Nobodyatall",
    shows: "nobody and nothing called",
  },
  { name: "changes", path: "/changes", shows: "Spelt so in the register" },
  { name: "no-changes", path: "/changes?by=Nobody", shows: "There are no such changes" },
  { name: "about", path: "/about", shows: "About this archive" },
  { name: "no-such-speaker", path: "/speakers/nobody-at-all", shows: "no speaker under this name", status: 404 },
  { name: "embed", path: "/statements/[by Putin]/embed", shows: "OnRecord" },
  {
    name: "no-such-embed",
    path: "/statements/00000000-0000-0000-0000-000000000000/embed",
    shows: "no statement under this name",
    status: 404,
  },
  { name: "not-found", path: "/nothing/here", shows: "Nothing is here", status: 404 },
  {
    name: "no-such-statement",
    path: "/statements/00000000-0000-0000-0000-000000000000",
    shows: "no statement under this name",
    status: 404,
  },
  { name: "home-ar", path: "/", shows: "أحدث التصريحات", language: "ar" },
  {
    name: "search-ar",
    path: "/statements?speaker=Putin&topic=Idlib",
    shows: "تصريحات صادرة عن Vladimir Putin بشأن Idlib",
    language: "ar",
  },
  { name: "statement-ar", path: "/statements/[by Putin]", shows: "أين نُشر", language: "ar" },
  { name: "speaker-ar", path: "/speakers/recep-tayyip-erdogan", shows: "المناصب والتصريحات عبر الزمن", language: "ar" },
  { name: "home-tr", path: "/", shows: "Son açıklamalar", language: "tr" },
  {
    name: "search-tr",
    path: "/statements?speaker=Putin&topic=Idlib",
    shows: "Açıklamalar – söyleyen: Vladimir Putin; konu: Idlib",
    language: "tr",
  },
  { name: "statement-tr", path: "/statements/[by Putin]", shows: "Yayımlandığı yerler", language: "tr" },
  { name: "sign-in", path: "/sign-in", shows: "Editors sign in with their key" },
  {
    name: "edit-speaker",
    path: "/edit/speakerUpdate?id=[id of ilse-varga-moor]",
    shows: "Change the speaker",
    isEditor: true,
  },
  { name: "edit-ar", path: "/edit/statementCreate", shows: "إضافة تصريح", language: "ar", isEditor: true },
  { name: "statement-signed-in", path: "/statements/[by Putin]", shows: "Retract the statement", isEditor: true },
  { name: "edit-signed-out", path: "/edit/speakerCreate", shows: "This page is for editors", status: 401 },
  { name: "bad-request", path: "/statements?from=whenever", shows: "This cannot be searched for", status: 400 },
];
