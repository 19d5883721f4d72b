import { sentenceList } from "../sentenceList.ts";

/** What somebody said, in the words of the reporter. */
export const reportedClauses = sentenceList(`
{s|$S} {c|$VT} {q|that $CL}. || {s|$S} {c|$VT} {q|$CL}. || {s|$S} {c|$VT}$ADJ {q|that $CL}. ||
{s|$S} {c|$VT}$ADJ1 {q|$CL}. || {q|^$CL}, {s|$S} {c|$VTS}$ADJ. ||
{q|^$CL}, {s|$S} {c|$VTS}. {q2|^$CL}, {s2|$PRO} {c2|$VTA}. || {q|^$CL}, {c|according to} {s|$NA}. ||
{c|According to} {s|$M}, {q|$CL}. || {q|^$CL}, {c|$VQI} {s|$NA}. || {s|$S} {c|told} $REC {q|that $CL}. ||
{s|$S} {c|told} $REC {q|$CL}. || {s|$S} {c|told} $REC$ADJ1: “{q|$QM.}” ||
{s|$S} {c|told} $REC$ADJ1 {q|that $CL}, {c2|adding} {q2|that $CL}. ||
{s|$S} {c|$VT} {q|that $CL}, {c2|adding} {q2|that $CL}. || {s|$S} {c|said} {q|$CL}, {c2|adding}: “{q2|$Q.}” ||
{s|$S} {c|said} {q|$CL} and {c2|added} {q2|that $CL}. ||
{s|$S} {c|said} {q|that $CL}, {c2|calling} {q2|the move “$FRAG.”} || $INTRO, {s|$S} {c|$VT} {q|that $CL}. ||
$INTRO, {s|$S} {c|said} {q|$CL}. || $INTRO, {s|$S} {c|said}: “{q|$QM.}” || $INTRO, {s|$S} {c|said}, “{q|$QM.}” ||
$INTRO, {s|$S} {c|told} $REC: “{q|$Q.}” || $INTRO, {s|$S} {c|replied}: “{q|$Q.}” ||
$INTRO, {s|$S} {c|answered} {q|that $CL}. || But {s|$M} {c|said} {q|$CL}, and {s2|$T} {c2|said} {q2|$CL}. ||
{s|$S} also {c|said} {q|$CL}. || {s|$S} again {c|said} {q|that $CL}. || {s|$S} {c|said} {q|that, if $CL, $CL}. ||
{s|$S} {c|said} {q|that while $CL, $CL}. || {s|$S}, {c|citing} {s|$ORG}, {c|reported} {q|that $CL}. ||
{s|$S} {c|said}$ADJ {q|it was too early to judge $NPQ}. ||
{s|$S}, who had earlier {c2|said} {q2|$CL}, {c|said}$ADJ {q|that $CL}. || {s|$S} smiled and {c|said} {q|$CL}. ||
{s|$S} stood up, thanked $GRP and {c|said}: “{q|$QM.}” || {s|$S}, in $PLACE for the talks, {c|said} {q|$CL}. ||
For $NPQ, {s|$S} {c|said}, {q|$CL}. || {q|^$CLS}, {s|$S} {c|said}, {q|because $CL}. ||
{q|^$ORG}, {s|$S} {c|said}, {q|$CV}. || {q|^$CLS}, {s|$S} {c|argued}, {q|and $CL}. ||
{s|$S} {c|said} {q|$CL}, something that $CL. || {s|$S} {c|said} {q|$CL}, though $T disagreed. ||
{s|$S} {c|said} {q|$CL}, even as $CL. || {s|$S} {c|said} {q|that $CL}, but did not say when. ||
{s|$S} {c|said} {q|$CL}, prompting laughter. ||
{s|$S} {c|told} $REC {q|$CL}, according to a recording, and left the room. ||
{s|$S} {c|denied} {q|that $CL}, but apologized for $NPQ. || {s|$S} {c|insisted} {q|$CL}, and then sat down. ||
{s|$S}, who {c2|said} {q2|$CL}, did not appear. ||
{x|}The official who {c|told} $REC {q|that $CL} has been dismissed. || {s|$S} was the first {c|to say} {q|that $CL}. ||
After {s|$T} {c|said} {q|that $CL}, the hall fell silent. || When {s|$S} {c|said} {q|$CL}, nobody laughed. ||
Days after {s|$T} {c|announced} {q|$NPQ}, {s2|$S} {c2|said} {q2|$CL}. ||
Because {s|$S} {c|had said} {q|$CL}, the crowd waited. || If, as {s|$S} {c|says}, {q|$CL}, the plan is dead. ||
{q|^$CL}, or so {s|$S} {c|says}. || {q|^$CLS}, {s|$S} {c|told} $REC, {q|unless $CL}. ||
“{q|$FRAG1,}” is how {s|$S} {c|described} it. || “{q|$FRAG1,}” {s|$S} {c|said}. || {s|$S} {c|said} {q|“$FRAG”}. ||
{s|Nine in 10 drivers} {c|said} {q|$CL}. || {s|One resident} {c|said} {q|$CL}; {s2|another} {c2|said} {q2|$CL}. ||
{s|Some} {c|say} {q|$CL}. {s2|^Others} {c2|insist} {q2|that $CL}. ||
When the doors opened, {q|$CLS}, {s|$M} {c|said}. || As $CLS, {q|$CLS}, {s|$ORG} {c|said}. ||
After the match, {q|$CLS}, {s|$M} {c|said}$ADJ. || While $CLS, {q|$CL}, {s|$M} {c|told} $REC. ||
{s|$S} {c|said} {q|$CL}, which $T would not confirm. || {s|$S}, speaking for $ORG, {c|said} {q|$CL}. ||
{s|$S} {c|said} {q|$CL and that $CL}. || {s|$S} {c|said}, without giving details, {q|that $CL}. ||
{q|^$CLS and $CLS}, {s|$M} {c|said}. || {s|The chairwoman of $ORG, who asked for patience,} {c|said} {q|$CL}.`);
