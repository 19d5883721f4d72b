import { wordList } from "../wordList.ts";

// Phrases of single slots.

export const outlets = wordList(`
the Gazette|the Port Varn Courier|Channel 6|state television|Norvale Radio|the Herald|local media|
the Arvian news agency`);

export const addressees = wordList(`
all sides|both countries|residents|lawmakers|the rebels|the government|voters|drivers|his supporters|the council|
shopkeepers|every member`);

export const outcomes = wordList(`
calm|the release of the crew|more time|a boycott of the vote|the resignation of the minister|an apology`);

export const existences = wordList(`
there would be no talks|there were no plans to close the port|there could be more than $N dead|
there was no evidence of fraud|there is no other way`);

export const afterthoughts = wordList(`
including in $PLACE|especially in $PLACE|one of the poorest regions in $COUNTRY|even though the rains had stopped|
a move that could cost $N jobs`);

export const verbsAfterContent = wordList(`
said|said|said|said|said|says|added|argued|explained|warned|noted|insisted|wrote`);
