import { sentenceList } from "../sentenceList.ts";

/** Statements that a noun introduces: "a claim that …". */
export const speechNounPhrases = sentenceList(`
{s|$M}'s {c|claim} {q|that $CL} drew laughter. || {x|}{c|Claims} {q|that $CL} have not been proved. ||
{x|}The {c|allegation} {q|that $CL} surfaced in June. || {s|$S} ignored {c2|warnings} from {s2|$T} {q2|that $CL}. ||
{s|$S} repeated {c|his claim} {q|that $CL}. || Despite {s|$M}'s {c|promise} {q|$INF}, the work stopped. ||
{q|There is no truth to reports that $CL}, {s|$T} {c|said}. ||
{s|$S} made {c|the accusation} {q|that $CL} during the debate.`);
