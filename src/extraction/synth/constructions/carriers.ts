import { sentenceList } from "../sentenceList.ts";

/** Statements in tweets, letters and other media. */
export const carriers = sentenceList(`
{s|$S} {c|tweeted}: “{q|$QM.}” || {s|$S} {c|wrote}$ADJ1: “{q|$QM.}” || {c|In the words of} {s|$M}, “{q|$Q.}” ||
{c|As} {s|$S} {c|put it}: “{q|$Q.}” || {s|$M}'s {c|message}: “{q|$Q.}” || {s|$M}: “{q|$QM.}” || “{q|$QM.}” — {s|$M} ||
{s|$S} was {c|quoted as saying} {q|that $CL}. || {s|$S} was {c|quoted} by $MEDIA {c|as saying}: “{q|$Q.}” ||
{s|$S} {c|was quoted as saying} {q|$CL}. || {s|$S} issued a statement {c|saying} {q|$CL}. ||
{s|$S} released a statement {c|calling} {q|$NPQ “$FRAG.”} || {s|$S} sent a letter to $ORG {c|demanding} {q|$NPQ}. ||
{s|$S} took the stage, {c|telling} $REC {q|that $CL}. || {s|$S} opened the session by {c|saying} {q|$CL}. ||
{s|$MEDIAC} {c|reported} {q|$CL}. || {s|$MEDIAC} {c|reported} on $DAY {q|that $CL}. ||
{q|^$CL}, {s|$MEDIAC} {c|reported}. || {s|$MEDIAC}, {c|citing} {s|an unnamed official}, {c|said} {q|$CL}. ||
{q|^$CL}, {c|it was first reported by} {s|$MEDIAC}. || {q|$CL}, as {s|$MEDIAC} {c|first reported}. ||
{s|$S} {c|reported} {q|$NPQ}. || {s|$S} {c|described} {q|$NPQ}. || {s|$S} {c|described} {q|how $CL}. ||
{s|$S} {c|described} {q|the talks as “$FRAG”} and {c2|said} {q2|$CL}. || {s|$S} {c|recalled} {q|how $CL}. ||
{s|$S} {c|explained} {q|why $CL}. || {s|$S} {c|explained} {q|$NPQ}. || {s|$S} {c|revealed} {q|$NPQ}. ||
{s|$S} {c|mentioned} {q|that $CL}. || {s|$S} did not mention $NPQ. || {s|$S} {c|detailed} {q|$NPQ}. ||
{s|$S} {c|echoed} {q|that view}, {c2|saying} {q2|$CL}. || {s|$S} {c|repeated} {q|the claim}$ADJ. ||
{s|$S} {c|portrayed} {q|$T as “$FRAG”}. || {s|$S} {c|cast} {q|the vote as a choice between war and peace}. ||
{s|$S} {c|likened} {q|$NPQ to a flood}.`);
