import { wordList } from "../wordList.ts";

// Verbs of speech in their forms; a common one stands several times.

export const reportedVerbs = wordList(`
said|said|said|said|said|said|added|noted|argued|insisted|claimed|maintained|explained|stressed|warned|acknowledged|
conceded|admitted|confirmed|announced|declared|suggested|predicted|estimated|alleged|contended|asserted|stated|
recalled|pointed out|emphasized|reiterated|testified|wrote|tweeted|complained|joked|boasted|hinted|indicated|
observed|remarked|concluded|says|says|argues|insists|has said|had said|has argued|have warned|reported|revealed|
repeated|cautioned|affirmed|replied|responded|denied|did not say|would not say|has acknowledged|had claimed|
suggests|writes|notes|also said|later said|continued|speculated|countered|vowed|promised|pledged`);

export const quotingVerbs = wordList(`
said|said|said|said|said|said|said|said|says|added|wrote|explained|told $REC|told $REC|told $REC|insisted|recalled|
argued|continued|warned|joked|asked|replied|tweeted|noted|declared|shouted|quipped|answered|complained|conceded|
responded|testified|stated|remarked|admitted|posted|has said|lamented|observed|claimed|concluded`);

export const invertedVerbs = wordList(`
said|said|said|said|said|said|says|added|wrote|explained|insisted|asked|replied|declared|recalled|argued|warned|
noted|joked|quipped|writes|tweeted`);
