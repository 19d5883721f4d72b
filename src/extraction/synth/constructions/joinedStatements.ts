import { sentenceList } from "../sentenceList.ts";

/** Two statements in one sentence, by one speaker or two. */
export const joinedStatements = sentenceList(`
{s|$S} {c|said} {q|$CL}, but {s2|$PRO} {c2|$VT} {q2|that $CL}. ||
{s|$S} {c|said} {q|$CL}, and {s2|$T} {c2|said} {q2|$CL}. ||
{s|$S} {c|said} {q|$CL}, while {s2|$T} {c2|insisted} {q2|that $CL}. ||
{s|$S} {c|$VT} {q|that $CL}, while $T left without a word. ||
{s|$S} {c|$VT} {q|$CL}, a claim that {s2|$T} {c2|denied}.`);
