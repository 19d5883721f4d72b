import { sentenceList } from "../sentenceList.ts";

/** Questions, and answers to them. */
export const questions = sentenceList(`
{s|$S} {c|asked} {q|whether $CL}. || {s|$S} {c|asked} {q|why $CL}. || {s|$S} {c|questioned} {q|whether $CL}. ||
{s|$S} {c|wondered} {q|if $CL}. || Asked whether $CL, {s|$S} {c|said}: “{q|$Q.}” ||
Asked if $CL, {s|$S} {c|said} {q|that $CL}. || {s|$S} declined to comment on $NPQ. ||
{s|$S} {c|refused to say} {q|whether $CL}. || {s|$S} {c|asked} {q|for $NPQ}. || {s|$S} {c|asked} {q|$ORG $INF}. ||
{s|$S} {c|was asked} {q|about $NPQ}. || {s|$S} {c|was asked} {q|why $CL}. || “{q|$Q?}” {c|asked} {s|$M}. ||
Asked about $NPQ, $S shrugged. || Asked for comment, {s|$S} {c|said} {q|$CL}. ||
Asked if $PRO would run again, {s|$S} laughed and {c|said}: “{q|$Q.}” ||
When {s|$T} {c|asked} {q|whether $CL}, {s2|$S} {c2|said} {q2|that $CL}. || {s|$S} {c|questioned} {q|$NPQ}. ||
{s|$S} {c|raised questions about} {q|$NPQ}. || {s|$S} {c|wanted to know} {q|why $CL}.`);
