import { sentenceList } from "../sentenceList.ts";

/** What somebody asks others to do, and what they promise. */
export const appeals = sentenceList(`
{s|$S} {c|urged} {q|$GRP $INF}. || {s|$S} {c|called on} {q|$GRP $INF}, {c2|saying} {q2|$CL}. ||
{s|$S} {c|called for} {q|$NPQ}$ADJ. || {s|$S} {c|called for} {q|$NPQ} and {c2|said} {q2|$CL}. ||
{s|$S} {c|demanded} {q|$NPQ}. || {s|$S} {c|demanded} {q|that $CL}. || {s|$S} {c|promised} {q|$INF}. ||
{s|$S} {c|vowed} {q|$INF}$ADJ. || {s|$S} {c|threatened} {q|$INF} if the strike went on. ||
{s|$S} {c|asked} {q|$GRP $INF}. || {s|$S} {c|told} $GRP {q|$INF}. || {s|$S} {c|ordered} {q|troops $INF}. ||
{s|$S} {c|appealed to} {q|$GRP $INF}. || {s|$S} {c|warned} {q|$GRP not $INF}. || {s|$S} {c|proposed} {q|$NPQ}. ||
{s|$S} {c|recommended} {q|$NPQ}. || {s|$S} {c|vowed} {q|that $CL}. || {s|$S} {c|vowed} {q|to fight $NPQ}. ||
{s|$S} {c|pledged} {q|$INF} if elected. || {s|$S} {c|has promised} {q|that $CL}, although $CL. ||
{s|$S} {c|promised} {q|$NPQ}. || {s|$S} {c|threatened} {q|legal action}. || {s|$S} {c|offered} {q|$INF}. ||
{s|$S} {c|agreed} {q|$INF}. || {s|$S} {c|refused} {q|$INF}. || {s|$S} {c|swore} {q|$PRO would never return}. ||
{s|$S} {c|called on} {q|$T and $T $INF}. || {s|$S} {c|called on} {q|$T $INF}, {c2|saying} {q2|$CL}. ||
{s|$S} {c|urged} {q|$T $INF}. || {s|$S} {c|urged} {q|$T and $ORG $INF and $VP}. || {s|$S} {c|asked} {q|$T $INF}. ||
{s|$S} {c|called on} {q|$GRP $INF and $VP}. || {s|$S} {c|told} {q|$T $INF}. || {s|$S} {c|appealed to} {q|$T $INF}. ||
{s|$S} {c|advised} {q|$GRP $INF and not $INF}. || {s|$S} {c|promised} {q|$INF and $VP}. ||
{s|$S} {c|pleaded with} {q|$T $INF}. || {s|$S} {c|called} {q|for an end to $NPQ}, but $CL.`);
