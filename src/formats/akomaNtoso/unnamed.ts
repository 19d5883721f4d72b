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
