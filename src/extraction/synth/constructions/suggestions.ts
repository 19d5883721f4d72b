import { sentenceList } from "../sentenceList.ts";

/** Hints and findings, also by studies and courts. */
export const suggestions = sentenceList(`
{s|$S} {c|suggested} {q|$CL}. || {s|$S} {c|suggested} {q|that $CL}, something $T {c2|denies}. ||
{s|$S} {c|has suggested} {q|$NPQ}. || {s|$S} {c|seemed to suggest} {q|that $CL}. || {s|$S} {c|hinted} {q|at $NPQ}. ||
{s|$S} {c|indicated} {q|$CL}, but gave no date. || Polls suggest the race is close. ||
{s|The figures} {c|suggest} {q|that $CL}. || {s|A new study} {c|suggests} {q|$CL}. ||
{s|The report} {c|found} {q|that $CL}. || {s|The report} {c|concluded} {q|that $CL}, and {c2|recommended} {q2|$NPQ}. ||
{s|The court} {c|ruled} {q|that $CL}. || {s|Researchers} {c|say} {q|$CL}.`);
