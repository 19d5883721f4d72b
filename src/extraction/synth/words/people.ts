import { wordList } from "../wordList.ts";

// Fictional people: their names, offices and descriptions.

export const femaleNames = wordList(`
Ada|Lena|Mira|Ingrid|Sofia|Nadia|Carla|Petra|Yara|Amina|Helen|Rosa|Judith|Farah|Mei|Ewa|Olga|Tanya|Claire|Laura|
Zeynep|Leyla|Irina|Grace|Ruth|Anita|Marta|Nora|Agnes|Dalia|Vera|Simone|Ivy|Lucia|Hanna|Tove|Salma|Priya|Elif|Naomi|
Beatriz`);

export const maleNames = wordList(`
Tomas|Henrik|Viktor|Samir|Daniel|Marco|Ivan|Pavel|Hassan|Omar|George|Peter|Luis|Kenji|Bilal|Stefan|Mark|David|Yusuf|
Dmitri|Emre|Jonas|Carlos|Walter|Adem|Rami|Oskar|Emil|Tariq|Julian|Anton|Felix|Matteo|Arjun|Niels|Simon|Karim|Gustav|
Leon|Rafael|Hugo`);

export const surnames = wordList(`
Velk|Orlov|Marsh|Tarrant|Hadley|Kessim|Doran|Ibarra|Lindqvist|Okonjo|Varga|Peloni|Rask|Sorel|Ashby|Demir|Halloran|
Kowal|Mbeki-Strand|Novik|O'Dell|Pardo|Quint|Rezai|Stahl|Tolland|Ulrich|Vance|Winslow|Yilan|Zadar|al-Karim|bin Sabah|
de Witte|van Loon|McCrae|Haddad|Petrosh|Ferrar|Galloway|Castellan|Brandt|Moreau|Sandoval|Abara|Lind|Keller|Osei|
Marlow|Pruitt|Solberg|Tanaka|Weiss|Aydin|Barlow|Cortez|Duval|Engel|Farrow|Grieve|Hollis|Ivers|Jansen|Kettering|
Lomax|Nyberg|Oakes|Pell`);

export const titles = wordList(`
Mayor|Governor|Senator|President|Prime Minister|Foreign Minister|Defence Minister|Port Minister|Finance Minister|
Professor|Dr.|Judge|Police Chief|Sen.|Rep.|Gov.|Secretary of State|Ambassador|Gen.|Col.|Attorney General|
Deputy Mayor|Energy Secretary|Chief Executive|Coach|Councilman|Bishop|Detective`);

export const appositions = wordList(`
the port minister|a professor of economics at Norvale University|a spokesman for the ministry|
the head of the dockworkers’ union|a lawyer for the family|chief executive of Halden Foods|
a senior fellow at the Institute for River Studies|the campaign manager|the opposition leader|a teacher from $PLACE|
director of the observatory|a retired engineer|the town’s fire chief|an analyst at Brill Capital|
the captain of the side|the agency’s chief scientist|a mother of three|an adviser to the governor|
the chairman of the committee|the region’s top prosecutor|a former ambassador to $COUNTRY|co-author of the study|
who runs a bakery near the square|who led the inquiry|who represents the district|
who has studied the delta for years`);

export const unnamedSources = wordList(`
residents|officials|witnesses|critics|supporters of the plan|aides|diplomats|analysts|economists|
two officials familiar with the talks|a senior official who asked not to be named|people briefed on the matter|
opponents of the bill|activists|state media|rescue workers|doctors at the hospital|local media|investigators|
prosecutors|some lawmakers|one resident|a spokeswoman for the port|a government spokesman|a police source|
the report|the study|the authors of the report|the two leaders|union leaders|the lawsuit|the document|experts|
many voters|a person close to the family|parents|her lawyers|the president's office|a statement from the palace|
a poll published on $DAY|several passengers|local officials|an army spokesman|
one diplomat, speaking on condition of anonymity,|a company spokeswoman`);
