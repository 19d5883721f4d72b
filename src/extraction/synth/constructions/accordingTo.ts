import { sentenceList } from "../sentenceList.ts";

/** Sources that "according to" introduces. */
export const accordingTo = sentenceList(`
{q|^$CL}, {c|according to} {s|a report by $ORG}. ||
{q|^$CL}, {c|according to} {s|people familiar with the matter}, who asked not to be named. ||
{c|According to} {s|a poll released on $DAY}, {q|$CL}. || {c|According to} {s|$M}, {q|$CL}, but $CL. ||
{q|^$CLS}, {c|according to} {s|figures from $ORG}, {q|and $CL}. || {q|^$ORG}, {c|according to} {s|$M}, {q|$CV}. ||
{q|^at least $N people were killed in the attack}, {c|according to} {s|$ORG}. ||
{q|^$CL}, {c|according to} {s|court documents filed on $DAY}. ||
{q|^$CL}, {c|according to} {s|$NA}, who keeps a list. || {c|According to} {s|witnesses}, {q|$CL}. ||
{q|^about $K percent of voters back the plan}, {c|according to} {s|a survey by the university}. ||
{q|^$CL}, {c|according to} {s|two officials briefed on the talks}. ||
^$CL, and {q|$CL}, {c|according to} {s|a transcript of the call}. || {q|^$CL}, {c|according to} {s|the statement}. ||
In May, {c|according to} {s|the indictment}, {q|$CL}. || {q|^$CL}, {c|per} {s|a copy of the letter seen by $MEDIA}.`);
