import type { Language } from "./language.ts";
import { wordSet } from "./wordSet.ts";

const PEOPLE = wordSet(`
academic activist actor actress administrator admiral advertiser adviser advisor advocate agent aide ally ambassador analyst anchor applicant
archbishop archivist artist assistant associate astronaut athlete attendee attorney author backer banker billionaire bishop blogger boss boy broadcaster
brother candidate captain cardinal caucus-goer caucusgoer chair chairperson challenger chancellor chief child citizen cleric client co-author co-chair
co-founder coach coauthor cofounder colleague colonel columnist comedian commander commentator commissioner conservative consultant contender
contestant contractor contributor coordinator cop correspondent counsel counselor counterpart cousin critic customer daughter deacon dean
defendant defender delegate deputy designer detective detractor developer director dissident diplomat doctor donor driver economist editor
emperor employee employer engineer entrepreneur envoy executive expert farmer father feminist figure filmmaker foe follower founder
fundraiser general girl governor guest guy hacker handler head historian host hunter husband immigrant imam incumbent independent individual insider
inspector instructor intellectual interviewer inventor investigator investor journalist judge juror justice kid king lady lawmaker lawyer leader
lecturer legislator liberal librarian lieutenant lobbyist loyalist maker manager marathoner marine mayor member merchant migrant millennial
millionaire minister moderate moderator monarch mother musician nationalist negotiator neighbor neighbour nephew niece nominee novelist nurse observer officer
official operative opponent organizer owner panelist parent participant partner partisan passenger pastor patient patriarch patron person
philanthropist philosopher photographer physician pilot player poet politician poll-taker pollster pope preacher premier president priest prince
princess principal prisoner producer professor progressive promoter proponent prosecutor protester protestor provider psychiatrist psychologist pundit
queen rabbi radical reader realtor rebel recruiter refugee registrar reporter representative republican democrat researcher resident respondent
retiree reverend reviewer rival runner scholar scientist secretary secularist senator senior sergeant sheriff sister skeptic socialist soldier solicitor son
source speaker specialist spokesman spokesperson spokeswoman staffer star strategist student subordinate superdelegate superintendent
supporter surgeon surrogate survivor suspect swimmer sympathizer taxpayer teacher technologist teenager tenant theorist tracker trader treasurer
trustee tycoon undersecretary user veteran victim viewer visitor voter volunteer waiter warrior watchdog watcher whistleblower wife
winner witness worker writer youth people folks men women children police clergy pros others elders
ceo cfo coo cto mogul heavyweight conservative evangelical hawk lieutenants ex-wife ex-husband chairman chairwoman congressman congresswoman`);
const PERSON_ENDING =
  /(?:.man|.men|.woman|.women|.crat|.crats|.ologist|.ologists|.person|.persons|.goer|.goers|.holder|.holders)$/;

const TITLES = wordSet(`
mr mrs ms miss mx dr prof sir dame lord lady madam rev fr hon sen sens rep reps gov govs gen lt col sgt capt maj cmdr adm brig pvt cpl supt
atty pres amb del det vice-president president-elect ex-president ex-governor ex-mayor major sergeant judge justice pope queen king
whip speaker secretary-general committeeman committeewoman councilman councilwoman alderman selectman first-lady czar sheik sheikh ayatollah mullah
strategist spox grandpa grandma ceo cfo coo cto vp mp mep rabbi brother sister father aunt uncle first republican democrat democratic former then ex vice prime deputy`);

// Adjectives of nations and faiths precede a name as an office does.
const NATIONAL = wordSet(`
american british english scottish welsh irish french german italian spanish portuguese dutch belgian swiss austrian polish czech slovak hungarian
romanian bulgarian greek turkish russian ukrainian belarusian georgian armenian azerbaijani israeli palestinian syrian iraqi iranian lebanese
jordanian egyptian libyan tunisian algerian moroccan saudi yemeni afghan pakistani indian bangladeshi chinese japanese korean taiwanese vietnamese
thai filipino indonesian malaysian australian canadian mexican cuban colombian venezuelan brazilian argentine chilean peruvian nigerian kenyan
south-african ethiopian somali sudanese norwegian swedish danish finnish icelandic estonian latvian lithuanian serbian croatian bosnian albanian
kosovar european african asian arab kurdish soviet texan californian floridian hispanic latino latina african-american asian-american mexican-american
cuban-american jewish muslim christian catholic protestant evangelical mormon sunni shiite buddhist hindu democratic republican libertarian green
tory labour`);

// Words of organisations, places, times and things.
const ORDINARY = wordSet(`
business square dealer plain group groups promotions mobil puerto rico costa dog email street wall staff show live hour network team camp news press times journal tribune gazette herald observer guardian newspaper newspapers magazine media television tv radio broadcasting network channel cable wire
department ministry agency bureau office administration government congress senate parliament assembly council committee commission board
authority service services court courts party union association alliance coalition federation league society institute institution foundation
center centre university college school academy bank fund trust group company corporation corp inc co llc ltd partners holdings industries
international national nations state states county city campaign movement project initiative program act amendment bureau force army navy
corps embassy street avenue road bridge tower towers plaza hotel airport airlines airways island islands river lake beach valley mountain mountains
republic kingdom republicans democrats conservatives liberals progressives independents latinos hispanics americans muslims christians jews
evangelicals millennials russians germans mexicans cubans chinese iranians israelis europeans catholics mormons blacks whites
monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december
new north south east west northern southern eastern western central united
america europe africa asia russia china japan korea germany france italy spain poland ukraine turkey syria iraq iran israel egypt libya afghanistan
pakistan india mexico canada cuba brazil australia england britain scotland ireland vietnam arabia saudi emirates
alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana iowa kansas kentucky
louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada hampshire jersey york
carolina dakota ohio oklahoma oregon pennsylvania rhode tennessee texas utah vermont virginia wisconsin wyoming
washington chicago boston houston dallas philadelphia phoenix angeles francisco diego vegas orleans miami detroit cleveland atlanta
london paris berlin moscow beijing tehran damascus jerusalem brussels manhattan brooklyn hollywood
the a an and or of in on at for with by from to as but if when while where why how what which who this that these those it its he she they we
you i his her their our your my not no yes so then than now there here all any both each every few many more most much other others some such
several another one two three four five six seven eight nine ten first second third last next early late likely major senior top former
poll polls polling survey report reports study results debate election elections primary caucus caucuses convention conference
summit committee security defense homeland treasury justice intelligence police house white supreme federal public social
health care medicare medicaid obamacare trumpcare social freedom liberty tea planned judicial black lives matter club
constitution bible koran gop dnc rnc pac super internet facebook twitter google youtube instagram snapchat microsoft apple amazon
reuters politico breitbart bloomberg buzzfeed cnn msnbc fox nbc abc cbs npr pbs ap afp bbc usa
hill watch research analytics strategies communications consulting associates advisors capital management securities
rights civil liberties women men veterans workers teachers students parents citizens people voters delegates supporters`);

// Words that are also surnames: they count as names only after a given name.
const DOUBTFUL = wordSet(`
house white hill watch march april june august west east north south black green major justice christian german english french irish
welsh scott washington houston dallas austin jackson lincoln madison york jersey hampshire georgia virginia carolina dakota
montana paris london boston phoenix bridge street lake rivers beach valley mountain tower school price post day church hall fields stone banks
cross star sun world nation today weekly daily morning evening night review standard globe mirror independent examiner chronicle sentinel
inquirer dispatch register enquirer beast slate vox wire caller truth action priorities future forward progress heritage brookings
quinnipiac marist gallup monmouth suffolk emerson rasmussen lord king bishop pope queen prince cook baker
first early late holder park parks marsh brooks woods wells ford love young cook page case chase best rich power powers guest speaker
may bush rice reed moore deal`);

const STARTERS = wordSet(`
after although amid among apparently asked at because before besides but by can contrary could despite did do does during even ever finally for
following given had has have having hearing how however if in indeed instead is just last late later like maybe meanwhile moreover
never nor not of on once only or over perhaps recently said says should since so still such tells than thank that then though through
thus under unless unlike until upon was were what whatever when whenever whether while why will with within without would yesterday yet
stop dear hey hi hello watch photo photos video image getty read see former crooked lyin little meet both either neither president-elect
today tomorrow tonight where whereas which who whose yes no well oh ok and also again against about above across according along are as been being be`);

const COMPOUND_TITLE = /-(?:based|born|area|elect|in-chief|treasurer)$/;
const VARYING = /^(?:.+ies|.+s)$/;

function isPerson(compound: string): boolean {
  const word = compound.slice(compound.lastIndexOf("-") + 1);
  return PEOPLE.has(word) || PERSON_ENDING.test(word) || (VARYING.test(word) && PEOPLE.has(singular(word)));
}

function singular(word: string): string {
  return word.endsWith("ies") ? `${word.slice(0, -3)}y` : word.slice(0, -1);
}

/** English as in American and British newspapers. */
export const english: Language = {
  pronouns: wordSet(`
i me my mine myself you your yours yourself he him his himself she her hers herself it its itself we us our ours ourselves they them their
theirs themselves who whom whose which that this these those what q a`),
  pointers: wordSet("the this that these those"),
  definite: wordSet("the this that these those his her its their our your my"),
  quantifiers: wordSet(`
some many most few several all both others other another one ones none any anyone anybody everyone everybody someone somebody nobody
two three four five six seven eight nine ten dozens hundreds thousands millions half each every enough plenty numerous various those so nearly almost very too only`),
  cuts: wordSet(`
of in on at for from with by to about against among under over near during after before since through within without around between behind
like via than despite who whom whose which that where when while as including citing speaking calling writing appearing familiar close
involved interviewed surveyed is was has had said says`),
  joiners: wordSet("and or nor & plus"),
  companions: wordSet("along alongside together including like"),
  epithets: wordSet(
    "late former then-candidate ex then retired acting rival fellow longtime billionaire conservative liberal republican democratic",
  ),
  isPerson,
  isMany: (word) => /(?:s|men|people|children|folks|police)$/.test(word),
  isTitle: (word) => TITLES.has(word) || NATIONAL.has(word) || isPerson(word) || COMPOUND_TITLE.test(word),
  isOrdinary: (word) => (ORDINARY.has(word) || NATIONAL.has(word) || STARTERS.has(word)) && !DOUBTFUL.has(word),
  isDoubtful: (word) => DOUBTFUL.has(word),
  capitalisesNouns: false,
};
