import { wordList } from "../wordList.ts";

// Quoted sentences and scraps.

export const sentences = wordList(`
We will not leave until this is settled|I have never seen anything like it|The people of this town deserve better|
We lost everything|It is time to sit down and talk|I don't think anyone expected this|This is not about money|
We are doing what we can|My job is to keep people safe|Nobody asked us|You can't eat promises|
It was over in seconds|I would do it again|There is no plan B|What we need now is patience|
Our patience is running out|That is simply not true|We heard a loud bang and ran|I'm not going to comment on that|
The answer is no|This should never have happened|We have to be honest with the voters|It's a great day for the city|
I voted for it and I'm proud of it|We must learn from the flood|If they come, we will be ready|
Every delay costs lives|It doesn't make any sense|He was a good neighbour|I was shocked when I read it|
She never missed a day of work|The truth will come out|We welcome the decision|You have to start somewhere|
They promised us water and sent us forms|Look at the river|Why did it take so long|How could they not know|
Who is going to pay for this|Nothing has changed|I signed it because it was right|We are not asking for the moon|
You learn to live with the noise|She taught half of this town to read|It took them nine days to answer a letter|
There was smoke everywhere|I told them the roof would not hold|We want our beach back|
Some of these machines are older than I am|That is a question for the minister|I am tired of waiting|
If you close the line, you close the valley|He always paid his debts|There is still a lot of work to do|
We played badly and we lost|No one should have to choose between heat and food|My phone has not stopped ringing|
They can keep their medal`);

export const fragments = wordList(`
a serious mistake|a victory|deeply troubling|a new chapter|totally unacceptable|an act of war|
the worst week in memory|fake|a farce|robust and fair|a slap in the face|cowardly and senseless|unprecedented|
a witch hunt|by any means necessary|a long way to go|historic|completely false|a disgrace|no evidence whatsoever|
extremely careless|a fine man|work day and night|very strong|a security zone|red line|irresponsible and dangerous|
absolutely no intention|good progress|rigged|a great friend of this country|a threat to peace|
under no circumstances|not for sale|a cynical ploy|on the right track|a bad joke|a shame|utterly irresponsible|
the wrong road|nothing but rumours|a gift to the city|a long overdue step|not fit for purpose|
a disaster waiting to happen|business as usual|hard to believe|a fair deal|out of touch|a test of character`);
