import { sentenceList } from "../sentenceList.ts";

/** Statements whose speaker the sentence does not name. */
export const withoutSource = sentenceList(`
{x|}{q|^$CL}, {c|it was reported}. || {x|}{c|It was announced} $ADJ1 {q|that $CL}. ||
{x|}Residents {c|were told} {q|$INF}. || {x|}Families {c|were told} {q|that $CL}. ||
The crew {c|was told by} {s|$T} {q|that $CL}.`);
