import { sentenceList } from "../sentenceList.ts";

/** What somebody calls something: the thing and its name are the content. */
export const descriptions = sentenceList(`
{s|$S} {c|described} {q|$NPQ as “$FRAG.”} || {s|$S} {c|called} {q|$NPQ “$FRAG”}. ||
{s|$S} {c|called} {q|it “$FRAG”}$ADJ. || {s|$S} {c|said} {q|$CL “$FRAG.”} ||
{s|$S} {c|said} {q|$NPQ was “$FRAG” and that $CL}. || {s|$S} {c|said} {q|$PRO was “$FRAG” by $NPQ}. ||
{s|$S} {c|dismissed} {q|$NPQ as “$FRAG”}. || {s|$S}, who {c|called} {q|$NPQ “$FRAG,”} did not attend. ||
{s|$S} {c|warned of} {q|“$FRAG”}. || {s|$S} {c|spoke of} {q|“$FRAG” in $PLACE}. ||
{s|$S} {c|called} {q|$T “$FRAG”}, a remark that drew applause. || {s|$S} {c|called} {q|for $INFN}. ||
{s|$S} {c|has called for} {q|$NPQ}, something $T has long opposed. || {s|$S} {c|called} {q|the deal a mistake}. ||
{s|$S} {c|called} {q|him a liar}$ADJ. ||
{s|$S} {c|called} {q|her opponent’s plan “$FRAG”} and {c2|urged} {q2|voters $INF}. ||
{s|$S} {c|is calling on} {q|$GRP $INF}. ||
{s|$S}, {c|calling} {q|himself a friend of $ORG}, {c2|asked} {q2|for $NPQ}. ||
{x|}{c|Calls} for {q|$NPQ} grew louder, with {s2|$S} {c2|saying} {q2|$CL}. ||
$S, who calls herself a painter, moved to $PLACE in 1999. || the village, which locals call the Spoon, is empty. ||
$S was called in to help with $NPQ.`);
