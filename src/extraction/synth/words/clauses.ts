import { wordList } from "../wordList.ts";

// Parts of clauses: what is stated, asked and reported besides.

export const subjects = wordList(`
the government|the bridge|the harbour|the new law|the strike|the company|the budget|taxes|the road to $PLACE|
the army|more than $N families|the river|prices|the plan|the ministry|its forces|the talks|the vaccine|
schools in $PLACE|the election|the court|wages|the dam|fishermen|the ferry|his country|her party|the attack|
the border crossing|nobody|both countries|the agreement|$COUNTRY|the opposition|the factory|the city|hospitals|
the flood|the storm|the suspect|an investigation|the programme|the deal|voters|the team|the airline|the evidence|it|
they|he|she|there|there|the new timetable|the museum|the merger|the water board|the runway|the audit|
the pension fund|the pitch|half of the ward|the council|his brother|the forecast|rents in $PLACE|the inquest|
the second phase of the trial|the union|most drivers|the archive|the reactor|the lottery|the choir`);

export const predicates = wordList(`
would reopen in May|must be repaired before winter|had failed to pay its workers|was close to collapse|
will not accept the terms|could lead to shortages|has no plans to raise fares|should withdraw from the valley|
was never consulted|would cost $K million crowns|had been under pressure for months|could not be trusted|
will be put to a vote|had nothing to do with the fire|were still missing|needs more time|would be a mistake|
are rising faster than wages|was not in a position to help|is prepared to go to court|does not reflect the facts|
was cleared of wrongdoing|may have been caused by a faulty valve|would stay in place until the summer|
has already begun|had ignored repeated warnings|had met twice in secret|was unaware of the payments|
could take up to $K weeks|should pay its share|had lied about the figures|would create $N jobs|
is working as planned|would open a week late|is losing money on every trip|had been warned twice|
will be sold by the end of the month|was built on sand|cannot go on like this|had cost taxpayers $K million|
was expected to recover|will need at least $N volunteers|had been left unlocked|is no safer than before|
was down by a third|had nothing to hide|was not covered by the insurance|would be rebuilt in stone|
has never made a profit|is short of nurses|was based on old figures|would be heard in the autumn|
had met the standard|is likely to grow|was a matter for the courts|would not affect the harvest|
had passed every test`);

export const tails = wordList(`
|||||||| because the money had run out| if the talks failed| unless the council acted| after the rains|
 despite the protests| although some work remained| and that nobody would be left behind|
 as long as both sides kept their word| while repairs continued| since the spring| until $DAY|
 by the end of the year| in $PLACE| for the first time since the war| and it would not change course|
 which had been closed for years| to protect the harbour| without giving details| at a cost of $K million|
 because of the drought, the war and the price of grain| in the coming weeks| before the season ends|
 if the weather holds| although nobody had asked for it| in the third quarter| once the paint is dry|
 without a vote| according to the plan| even if it takes years| unless somebody pays for it| whatever the outcome|
 because the pumps had failed| as early as next month`);

export const infinitives = wordList(`
to rebuild the pier|to leave the city at once|to raise wages next year|to release the prisoners|to show restraint|
to publish the full report|to vote against the bill|to cut taxes|to return to the table|to reopen the border|
to step down|to give evidence|to send more ships|to take part in the vote|to stay indoors|to boil their water|
to appeal the ruling|to lower prices|to repair the roof|to hire more nurses|to move the market|
to hand over the files|to slow down near the school|to ban the nets|to open the archive|to pay the arrears|
to drop the charges|to hold a second vote|to plant ten thousand trees|to keep the line open`);

export const things = wordList(`
the decision|the proposed dam|the attack on the convoy|new sanctions|the minister's remarks|
an immediate end to the strike|a public inquiry|the closure of the school|a trade deal with $COUNTRY|
plans for a second runway|reports of torture|the allegations|higher wages|the use of force|a two-day strike|
the release of the crew|his opponent|the verdict|any role in the fire|the budget|a ban on fishing|early elections|
the ruling|the killing of $N villagers|the mayor's handling of the flood|the evacuation of $PLACE|
the sale of the docks|a new speed limit|the state of the roads|the missing ledger|plans to close the library|
the pay offer|the cost of the stadium|a ban on plastic nets|the delay|the referee’s decision|
the use of cameras in court|the transfer of patients|a tax on second homes|the toll`);

export const background = wordList(`
The harbour has been closed since March.|About $N people live in the valley.|
The two countries fought a short war over the islands.|The ferry, built in 1968, carried mostly timber.|
Talks broke off in June and have not resumed.|The vote is due on $DAY.|Shares in the company fell $K percent.|
The bridge was built by $NAT engineers and reopened after the flood.|
Police cordoned off the square and searched the building.|It was the third fire at the plant in two years.|
The court is expected to rule next month.|The film “Long Shadows” opens next week in $PLACE.|
Her book, “The Salt Road,” sold $N copies.|The so-called “peace line” divides the town.|
The team won by two goals to one.|Supporters waved flags and sang outside the palace.|
He was charged with fraud and released on bail.|The storm claimed at least $N lives and cut power to thousands.|
The spokesman declined to comment further.|Calls to the office were not returned.|
The company added two ships to its fleet last year.|The meeting ended without a joint statement.|
The law requires owners to report fires to the city.|The march was called after the arrest of $N students.|
A group known as “the Lanterns” runs the night shelter.|The talks, held in $PLACE, lasted six hours.|
The report runs to $K pages.|Her father told stories in the market for a living.|The order covers $K villages.|
He spoke for nearly an hour before the lights went out.|The lawsuit was filed in $PLACE.|
The two men met at school and remained friends.|The region exports grain, timber and copper.|
Residents queued for water in the heat.|The charges carry a sentence of up to ten years.|
The road south was blocked by trucks.|The announcement came hours after the ballot closed.|
Rescue boats left at dawn and returned empty.|The minister arrived by train and left without taking questions.|
Prices have doubled since the autumn.|The painting, titled “Winter Sea”, was sold at auction.|
The debate continued late into the night.|Its “Clean River” programme began in 2004.|
The proposal now goes to the senate.|He begins each day with a walk along the pier.|
The club, once called the Mariners, plays in blue.|The committee meets on $DAY.|The library closes at six.|
The match was the first of the season.|The ward has $K beds.|Trains have been running late since the spring.|
The statue was moved in 1931.|Two of the three turbines were out of service.|
The judge adjourned the hearing until $DAY.|Tickets cost $K crowns.|The talks resume on $DAY.|
Nearly $N people signed the petition.|The village has one shop and no doctor.|
The film tells the story of a lighthouse keeper.|The union counts $N members.|
Insurance claims rose by a fifth last year.|The plane landed safely in $PLACE.|The notes were found in an attic.|
The book reports nothing new and has no index.`);

export const headlines = wordList(`
Mayor says bridge to reopen in May|Two killed in factory fire|Minister denies role in port scandal|
Union warns of strike as talks fail|Floods cut off northern villages|Court to rule on dam|
‘We lost everything’: a town after the flood|Leaders meet in $PLACE|Harbour deal near, officials say|
Governor blasts “reckless” budget|Ferry company to cut $N jobs|Museum finds lost map|Judge clears bus driver|
Snow closes schools in $PLACE|Union and council to meet again|Minister resigns over housing scandal|
Rents rise again in $PLACE|“A gift to the city”: new bridge opens`);

export const introductions = wordList(`
In a statement|In an interview with $MEDIA|Speaking in $PLACE|On $DAY|At a news conference in $PLACE|
Asked about $NP|Asked whether $CL|After the vote|Earlier|In a letter to $ORG|During the debate|Meanwhile|However|
In her speech|Last week|Still|At the same time|Pressed on the issue|Speaking to $MEDIA|When asked about $NP|
A day earlier|In a separate statement|In court|Under the plan|As the talks opened`);

export const adjuncts = wordList(`
|||||| on $DAY| in a statement| at a news conference| in an interview| in an interview with $MEDIA|
 during a visit to $PLACE| by telephone| after the vote| late $DAY| in an email| through a spokesman| on Twitter|
 before the meeting| this week| in a speech in $PLACE| in remarks broadcast on $DAY| at the time|
 earlier this month| in court papers| at a rally| of the plan| of the ruling| last year| in a letter to the council|
 shortly after the announcement`);
