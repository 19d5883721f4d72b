import { wordSet } from "./wordSet.ts";

// Compiled for this project, to tell "Jane Roe" from "Judicial Review". A name that is missing is not refused: then its
// context has to show that it is a person's.
const NAMES = `
aaron abby abdul abdullah abe abigail abraham ada adam adel adele adolf adrian adriana agnes ahmad ahmed aisha al alain alan albert
alberto alec alejandro aleksandr alessandro alex alexander alexandra alexandre alexei alexis alfred alfredo ali alice alicia alison allan
allen allison alyssa amanda amber ami amir amit amy ana anatoly andre andrea andreas andrei andrew andrey andrzej andy angela angelika
angelo angie anita ann anna anne annegret annette annie anthony antje anton antonin antonio antony anwar ari ariel arlen armando armin
arnold art arthur arun asa ash ashley ashraf astrid aubrey audrey august austin avi axel ayman aziz baltasar barack barbara barney
barry bart bashar basil bassam beata beatrice beatrix beau becky ben benedict benjamin bennie benny bernard bernd bernhard bernice bernie
bert beth betsy betty beverly bianca bill billy birgit björn blake blanche bob bobbi bobby bodo boris boutros brad bradley brandon brenda
brent bret brett brian bridget brigitte britta brittany bruce bruno bryan bryce burkhard caitlin caleb calvin cameron camille carl carla
carlo carlos carly carmen carol carole caroline carolyn carrie carsten cassandra catherine cathy cecilia chad charlene charles charlie
charlotte chase chelsea cheryl chester chris christa christian christiane christianne christie christina christine christof christoph
christophe christopher chuck cindy claire clara clarence claude claudia claus clay clayton cliff clifford clint clyde cody colin connie
connor conrad constance cora corey cornelia cory courtney craig cristina curt curtis cynthia dagmar daisy dale dalia damian damien dan dana
daniel daniela danielle danny darlene darren darrell daryl dave david dawn debbie deborah debra deirdre denis denise dennis derek
dermot desmond detlef detlev diana diane dianne dick diego dieter dietmar dietrich dilma dirk dmitri dmitry dolores dominic dominique don donald
donna doreen doris dorothy doug douglas drew duncan dustin dwayne dwight dylan earl ed eddie edgar edith edmund eduard eduardo edward
edwin egon eileen ekaterina elaine elena eleanor eli elias elijah elisabeth elise eliza elizabeth elke ella ellen elliott elmar elon emil
emily emma emmanuel enrico enrique erhard eric erica erich erik erika erin ernest ernesto ernie ernst erwin esther ethan eugene eva evan
evelyn ewald fabian fatima federica federico felicia felipe felix ferdinand fernando fidel fiona florence florian frances francesco
francine francis francisco franco francois françois frank franklin frans franz fred freddie freddy frederic frederick frederik fredrik friedrich
fritz gabi gabriel gabriele gabriella gail garrett gary gavin gene geoff geoffrey georg george georges georgina gerald geraldine gerard
gerd gerda gerhard gerry gertrud gianni gilbert gina giorgio giovanni gisela giuseppe gladys glen glenn gloria gordon grace graham grant
greg gregg gregor gregory greta gretchen grover guadalupe guenter guido guillermo gunter gunther gustav guy günter günther habib hadley
haley hamid hamza hank hanna hannah hannelore hannes hans hans-peter harald harold harriet harris harrison harry hartmut harvey hasan
hashim hassan heath heather hector heide heidemarie heidi heike heiko heiner heinrich heinz helen helena helene helga hellmut helmut
hendrik henri henrik henry herb herbert herman hermann hilary hilda hillary holger holly hope horst howard hubert hugh hugo huma hussein
ian ibrahim ida igor ike ilhan ilse imran ines ingo ingrid ira irene irina iris irma isaac isabel isabelle ismail ivan ivanka ivo jack
jackie jacob jacqueline jacques jaime jake jakob jamal james jamie jan jana jane janet janice jared jason javier jay jean jean-claude jean-luc
jean-marie jean-pierre jeanne jeb jeff jeffrey jen jenna jennifer jenny jens jeremy jerome jerry jesse jessica jessie jill jim jimmy jo joachim joan
joanna joanne joaquin jochen jodi jody joe joel joerg johan johann johanna johannes john johnny jon jonas jonathan jorge jose josef joseph josh joshua
josé joy joyce juan juanita judith judy juergen jules julia julian juliana julie julio julius jurgen justin jutta jörg jürgen kai kamala
kanye karen karim karin karl karl-heinz karl-theodor karla karsten kate katharina katherine kathleen kathryn kathy katie katja katrin katrina
kay kayla keith kellyanne kelly ken kenneth kent kerry kevin khalid khalil khizr kim kimberly kirk kirsten klaus klaus-peter klaus-dieter kofi konrad
konstantin kris kristen kristin kristina kristine kurt kyle lamar lance larry lars laszlo laura lauren laurence laurent laurie lawrence
lea leah lee leland len lena leo leon leonard leonardo leonid leroy leslie lester lev lewis liam lidia lili lillian lily linda lindsay lindsey
lionel lisa liz lloyd lois loretta lori lorraine lothar lou louis louise luca lucas lucia luciano lucy ludwig luis luisa luiz lukas luke luther
lutz lydia lyle lyndon lynn madeleine mahmoud mahmud maik malcolm malia manfred manuel manuela mara marc marcel marcia marco marcos marcus margaret
margarita margot maria mariam marian marianne marie mariano marilyn mario marion marissa marjorie mark marko marlene marsha martha
martin martina marty marvin mary mathias mathilde matt matteo matthew matthias maureen maurice max maxim maxime maximilian maxine may megan megyn mehmet
mel melania melanie melinda melissa mercedes merrick meredith mia micah michael michaela michail michel michele michelle miguel mick mike mikhail
mila miles milo milos milton minna miriam mirko misha mitch mitchell mitt moammar mohamed mohammad mohammed moira molly mona monica monika
monique montgomery morgan moritz moses muhammad murray mustafa muammar myra myrna nabil nadia nadine nancy naomi natalia natalie natasha
nate nathan nathaniel neal neil nelson newt nicholas nick nicola nicolas nicole nigel nikita nikki niklas niko nikolai nikolaus nils nina noah
noam noel nora norbert noreen norm norma norman nouri olaf oleg olga oliver olivia omar orrin oscar oskar osama otmar otto owen pablo paloma
pam pamela paolo pascal pat patricia patrick patsy patti patty paul paula pauline pedro peer peggy penelope penny percy perry pervez pete peter
petra phil philip philipp philippe phillip phyllis pierre piers pietro pilar preston priscilla quentin quincy rachel rafael rafi rahm rainer
ralf ralph ramiro ramon ramona rana rand randal randall randy raphael rashid raul ray raymond rebecca recep reed reggie regina reid reince
reinhard reinhold renata renate rene renee reuben rex reza rhonda ricardo rich richard rick rita rob robby robert roberta roberto robin
rochelle rod roderick rodney rodrigo roger roland rolf roman ron ronald ronny rosa rosalynn rose rosemary ross roxanne roy ruben rudi rudolf rudolph
rudy rupert russ russell ruth ryan sabine sabrina saddam saeed said saif sally salman salvador sam samantha samir samuel sandra sandy santiago
sara sarah sascha sasha saul scott sean sebastian sepp serge sergei sergej sergey sergio seth seymour shane shannon shari sharon shaun shawn sheila
sheldon shelley shelly sherri sherrod shimon shinzo shirley sid sidney siegfried sigmar sigmund silvia silvio simon simone slobodan sofia sonia
sonja sonya sophia sophie spencer stacey stacy stan stanislaw stanley stefan stefanie stella stephan stephanie stephen sterling steve steven
stewart stuart sue sultan susan susanna susanne suzanne suzi svetlana sven sybille sydney sylvester sylvia tamara tammy tanja tanya tara tariq
tashfeen tayyip ted teresa terence teri terrence terri terry thad thaddeus theodor theodore theresa thilo thomas thorsten tiffany tilman tim timo
timothy tina tobias toby todd tom tomas tommy toni tony torsten tracey tracy travis trent trevor trey tricia tristan troy tucker tyler udo ulf uli ulla
ulrich ulrike ulysses ursula uta ute uwe valentin valentina valerie vanessa vera vernon veronica veronika vicki vicky victor victoria
viktor vince vincent vincenzo viola virginia vitali vladimir volker volodymyr wade walid wallace walt walter wanda warren wayne wendell wendy
wendi werner wesley whitney wiebke wilbur wilfried wilhelm will willem william willie willy wilson winfried winona winston wladimir wolf wolfgang
woodrow xavier yasir yasser yitzhak yolanda yoram youssef yulia yuri yusuf yves yvonne zach zachary zeke zoe ángel óscar maggie rush vin cecile
sadiq randi neera dante salma mayra marine marla ilya tal irwin manny lesley jonah geraldo geert arne beto anderson sammy darryl terrie yaakov tyrone
trish uzi morton markus steffen sylke anne-marie eva-maria ivana lanny teddy dottie dino susannah solomon zephyr luciana mindy filippo
brendan brooke blair alfonso alwaleed austan betsey devin dina deb ferdie gonzalo hakeem herschel jeffery juliet kelli lowell marlon massimo
melba mika mohandas morten novak nicky norah norvell pascale rosario satya shonda skip stu tad gwen gretel`;

const GIVEN_NAMES = wordSet(NAMES);

/** Tells whether a word is a common given name, by its first part in "Hans-Peter" and "Jean-Luc". */
export function isGivenName(word: string): boolean {
  const name = word.toLowerCase();
  return GIVEN_NAMES.has(name) || GIVEN_NAMES.has(name.slice(0, Math.max(0, name.indexOf("-"))));
}
