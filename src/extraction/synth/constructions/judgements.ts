import { sentenceList } from "../sentenceList.ts";

/** What somebody denies, blames, praises or stresses: the content is often a noun. */
export const judgements = sentenceList(`
{s|$S} {c|denied} {q|$NPQ}. || {s|$S} {c|has denied} {q|that $CL}. || {s|$S} {c|denied} {q|having approved $NPQ}. ||
{s|$S} {c|rejected} {q|$NPQ}, {c2|saying} {q2|$CL}. || {s|$S} {c|condemned} {q|$NPQ}. ||
{s|$S} {c|criticized} {q|$NPQ}. || {s|$S} {c|praised} {q|$NPQ}. || {s|$S} {c|blamed} {q|$ORG for $NPQ}. ||
{s|$S} {c|accused} {q|$ORG of ignoring $NPQ}. || {s|$S} {c|confirmed} {q|$NPQ}$ADJ. ||
{s|$S} {c|announced} {q|$NPQ}$ADJ. || {s|$S} {c|criticized} {q|$NPQ as “$FRAG”}, {c2|saying} {q2|it had cost lives}. ||
{s|$S} {c|acknowledged} {q|$NPQ}. || {s|$S} {c|expressed} {q|concern about $NPQ}. || {s|$S} {c|thanked} {q|$GRP}. ||
{s|$S} believes that nothing will change. || {s|$S} {c|agreed}, {c|saying}: “{q|$Q.}” ||
{s|$S} {c|insisted on} {q|$NPQ}. || {s|$S} {c|spoke about} {q|$NPQ}. ||
{s|$S} {c|pointed to} {q|$NPQ}, {c2|noting} {q2|that $CL}. || {s|$S} {c|mentioned} {q|$NPQ}. ||
{s|$S} {c|apologized for} {q|$NPQ}. || {s|$S} {c|joked} {q|that $CL}. || {s|$S} {c|complained about} {q|$NPQ}. ||
{s|$S} {c|predicted} {q|$NPQ}. || {s|$S} {c|compared} {q|$NPQ to a “$FRAG”}. ||
{s|$S} {c|reminded} $REC {q|that $CL}. || {s|$S} {c|assured} $REC {q|that $CL}. ||
{s|$S} {c|informed} $REC {q|that $CL}. || {s|$S} {c|warned} $REC {q|that $CL}. || {s|$S} {c|blasted} {q|$NPQ}$ADJ. ||
{s|$S} {c|slammed} {q|$ORG}, {c2|saying} {q2|$CL}. || {s|$S} {c|attacked} {q|$NPQ as “$FRAG”}. ||
{s|$S} {c|mocked} {q|$T}, {c2|calling} {q2|the idea “$FRAG”}. || {s|$S} {c|ridiculed} {q|$NPQ}. ||
{s|$S} {c|accused} {q|$T of lying}. || {s|$S} {c|accused} {q|$ORG of “$FRAG”}. ||
{s|$S}, {c|accused by} {s2|$T} {q|of taking bribes}, has left the country. ||
{s|$S} {c|blamed} {q|the crash on $NPQ}. || {s|$S} {c|criticized} {q|$T for ignoring $NPQ}. ||
{s|$S} {c|defended} {q|$NPQ}, {c2|arguing} {q2|that $CL}. || {s|$S} {c|hailed} {q|$NPQ as “$FRAG”}. ||
{s|$S} {c|welcomed} {q|$NPQ}. || {s|$S} {c|objected to} {q|$NPQ}. || {s|$S} {c|disputed} {q|$NPQ}. ||
{s|$S} pushed back, {c|saying} {q|$CL}. || {s|$S} {c|ruled out} {q|$NPQ}. || {s|$S} {c|cited} {q|$NPQ}. ||
{s|$S} {c|highlighted} {q|$NPQ}. || {s|$S} {c|stressed} {q|the need for $NPQ}. ||
{s|$S} {c|expressed} {q|doubt that $CL}. || {s|$S} {c|made clear} {q|that $CL}. ||
{s|$S} {c|made the case} {q|that $CL}. || {s|$S} {c|apologized}, {c|saying} {q|$CL}. ||
{s|$S} {c|has long argued} {q|that $CL}. || {s|$S} {c|tried to argue} {q|that $CL}. ||
{s|$S} {c|went on to say} {q|that $CL}. || {s|$S} {c|took to Twitter to say} {q|$CL}. ||
{s|$S} {c|declined to say} {q|whether $CL}. || {s|$S} {c|is quick to point out} {q|that $CL}. ||
{s|$S} {c|would say only} {q|that $CL}. || {s|$S} {c|kept telling} $REC {q|that $CL}. ||
{s|$S} {c|let it be known} {q|that $CL}. || $S said yes. || $S said nothing. || $S had little to say about $NPQ.`);
