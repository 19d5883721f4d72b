import { sentenceList } from "../sentenceList.ts";

/** Sentences with words of speech in which nobody states anything. */
export const lookAlikes = sentenceList(`
$S said goodbye to $REC and left. || $S was asked to leave the hall. || $S told no one about $NPQ. ||
$S read the verdict aloud in $PLACE. || $S wrote three books about $NPQ. || $S is accused of stealing from $ORG. ||
$S was called to the stage. || $S answered questions for an hour. || $S met $T in $PLACE$ADJ. ||
$S shook hands with $T. || $S arrived in $PLACE to discuss $NPQ. || $S did not return calls seeking comment. ||
$S is expected to speak$ADJ. || $S reported the theft to the police. || $S noted the time and closed the book. ||
$S announced the winners. || $S pointed at the map. || $S plans $INF. || $S wants $INF. || $S voted against $NPQ. ||
$S supports $NPQ. || $S called the police. || $S has studied $NPQ since 1998. ||
$S, known as “$FRAG”, left the party in 2009. || $S began work on $NPQ. || $S took part in the march. ||
$S claimed the prize. || $S added two goals. || $S charged toward the gate. ||
$S won in all nine battleground states. || Insurance claims rose by a tenth in $PLACE. ||
$S took notes and left early. || The charges against $S were dropped. || The report by $ORG runs to $K pages. ||
The states along the river share the cost of $NPQ. || $S reads a lot. ||
The call came on $DAY, in the middle of the night. || $S asked no questions. || $S has a question to answer. ||
The statement was signed by $S. || $S commands a crew of $K. || A sign at the gate names $S. ||
Orders for the new ferry have doubled. || $S was charged with theft$ADJ.`);
