/** Labels for people whose names a transcript does not know. Every meeting has others, who must not become one speaker. */
const LABELS = new Set([
  ...[
    "問",
    "答",
    "提問",
    "提問者",
    "發問",
    "發問者",
    "主持人",
    "主席",
    "司儀",
    "記者",
    "觀眾",
    "聽眾",
    "民眾",
    "與會者",
  ],
  ...["男", "女", "a", "q", "answer", "question", "questioner", "audience", "interviewer", "host", "moderator", "mc"],
  ...["chair", "reporter", "journalist", "participant", "speaker", "member", "man", "woman", "voice", "others", "all"],
]);
const QUALIFIED = /^(?:(?:an?|the|audience|male|female|unidentified|unknown|unnamed) )+(?=.)|(?: member|[ \d])+$/g;

/** Tells whether a label stands in place of a name: "問", "提問者 1", "Audience Member", "Male Participant". */
export function isUnnamedLabel(label: string): boolean {
  const lower = label.toLowerCase().trim();
  return LABELS.has(lower) || LABELS.has(lower.replace(QUALIFIED, ""));
}

const BEFORE_OFFICE =
  "the|mr|mrs|ms|madam|madame|mister|hon|honourable|honorable|acting|deputy|vice|assistant|temporary|presiding|prime|first|" +
  "second|third|lord|lady|chief|senior|interim|le|la|el|il|o|a|monsieur|mme|der|die|herr|frau|signor|señor|señora|senhor|senhora";
const OFFICES =
  "speaker|chair(?:man|woman|person)?|president|minister|mayor|mayoress|secretary|clerk|chancellor|governor|premier|commissioner|" +
  "ombudsman|attorney|convener|officer|usher|sergeant at arms|(?:vize)?präsident(?:in)?|alterspräsident(?:in)?|" +
  "(?:vice-?)?président(?:e)?|(?:vice ?)?president[ea]|ministr[eoa]|secrétaire|secretari[oa]|presidência|przewodnicząc[ya]|" +
  "marszałek|talmannen|ordfører(?:en)?|председатель(?:ствующий)?|головуючий";
const OFFICE = new RegExp(
  `^(?:(?:${BEFORE_OFFICE})[ .-]+)*(?:${OFFICES})(?:[ -]general)?(?: (?:of|for|to|du|de|des|der|des|für|della|del|do|da) .+)?$`,
  "iu",
);

/** Tells whether a label is an office without the name of who holds it: "The Deputy Speaker", "Minister of Finance". */
export function isOfficeLabel(label: string): boolean {
  return OFFICE.test(label.trim().replace(/\s+/g, " ").replace(/[:.]$/, ""));
}
