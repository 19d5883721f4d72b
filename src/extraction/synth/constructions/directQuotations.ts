import { sentenceList } from "../sentenceList.ts";

/** Quotations with their speaker before, behind or between, and over several paragraphs. */
export const directQuotations = sentenceList(`
“{q|$Q,}” {s|$S} {c|$VQ}$ADJ. || “{q|$Q,}” {c|$VQI} {s|$M}$ADJ. || “{q|$Q,}” {s|$S} {c|$VQ}$ADJ. “{q|$QM.}” ||
“{q|$Q,}” {c|$VQI} {s|$NA}. “{q|$QM.}” || “{q|$Q,}” {s|$S} {c|$VQ}, “{q|$q.}” ||
“{q|$Q,}” {c|$VQI} {s|$NA}, speaking$ADJ. || “{q|$Q?}” {s|$S} {c|asked}$ADJ. || “{q|$Q!}” {c|shouted} {s|$M}. ||
“{q|$Q,}” {s|$S} {c|said}, {c2|adding} {q2|that $CL}. || “{q|$Q,}” {s|$S} {c|said}, referring to $NPQ. ||
“{q|$Q,}” {s|$S} {c|said}, pointing to the empty pier. ||
“{q|$Q,}” {c|said} {s|$M}, who lost two brothers in the flood. ||
“{q|$Q,}” {s|$S} {c|told} $REC as the boats came in. || “{q|$Q,}” {s|$S} {c|said} of $NPQ. ||
“{q|$Q,}” {s|the statement} {c|said}. || “{q|$Q,}” {s|$ORG} {c|said}$ADJ. ||
“{q|$Q,}” {c|reads} {s|the letter}, dated $DAY. || “{q|$Q,}” {s|$S} {c|said}.¶“{q2|$QM.}” ||
“{q|$Q,}” {c|said} {s|$M}.¶“{q2|$QM.}”¶“{q3|$QM.}” || {s|$S} {c|said} {q|$CL}.¶“{q2|$QM,}” {s2|$PRO} {c2|said}. ||
“{q|$QM.}¶“{q|$Q,}” {s|$S} {c|said}. || “{q|$QM,}” {s|$S} {c|said}. “{q|$QM. $QM.}” ||
“{q|$Q,}” {c|said} {s|$M}. ^$PRO had spent the night on the roof. “{q2|$QM.}”`);
