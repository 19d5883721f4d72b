import { isGivenName } from "../../text/attribution/givenNames.ts";
import { wordSet } from "../../text/attribution/wordSet.ts";
import type { ReadText } from "../article.ts";
import type { PersonMention } from "./persons.ts";

/** What "he" and "she" tell apart. */
export type Gender = "FEMALE" | "MALE";

/** Given names of women. A name that `isGivenName` knows and that is in neither list is taken for a man's. */
const FEMALE_NAMES = wordSet(`
abby abigail ada adele adriana agnes aisha alexandra alice alicia alison allison alyssa amanda amber amina amy ana andrea
angela angelika anita ann anna anne annegret annette annie antje april ashley astrid audrey barbara beata beatrice beatriz
beatrix becky bernadette bernice beth betsy betty beverly bianca birgit blanche brenda bridget brigitte britta brittany
brooke caitlin camille carla carly carmen carol carole caroline carolyn carrie cassandra catherine cathy cecile cecilia
charlene charlotte chelsea cheryl christa christiane christie christina christine cindy claire clara claudia connie
constance cora cornelia cristina cynthia dagmar daisy dana daniela danielle darlene dawn debbie deborah debra deirdre
denise diana diane dianne dilma dolores donna doreen doris dorothy dottie edith eileen ekaterina elaine elena eleanor elif
elisabeth elise eliza elizabeth elke ella ellen emily emma erica erika erin esther eva eva-maria evelyn fatima fatma
federica felicia fiona florence frances francesca francine gabi gabriela gabriele gabriella gail georgina gerda gertrud
gina gisela gladys gloria grace greta gretchen gwen haley hannah hannelore harriet heather heide heidemarie heidi helen
helena helene helga hilda hillary hilary holly hope huma ida ilse ines ingrid irena irene irina iris irma isabel isabelle
ivana ivanka jackie jacqueline jana jane janet janice jean jeanne jenna jennifer jenny jessica jessie jill joan joanna
joanne johanna josephine joyce juanita judith judy julia juliana julie juliet jutta kamala karen karin karla kate
katharina katherine kathleen kathryn kathy katie katja katrin katrina kay kayla kellyanne kelli kimberly kirsten kristen
kristin kristina lara laura lauren laurie lea leah lena leyla lidia lili lillian lily linda lindsay lindsey lisa liz lois
loretta lori lorraine louise lucia lucy luisa lydia lynn madeleine mara marcia margaret margarita margot maria mariam
marian marianne marie marilyn marina marine marion marissa marlene marsha martha martina mary mathilde maureen megan megyn
melania melanie melba melinda melissa mercedes meredith mia michaela michele michelle mila mina minna mira miriam moira
molly mona monica monika monique myra nadia nadine nancy naomi natalia natalie natasha neera nicole nina nora norah noreen
norma olga olivia paloma pam pamela patricia patsy patti paula pauline peggy penelope penny petra phyllis priscilla priya
rachel rana rebecca regina renata renate rhonda rita roberta rochelle rosa rosalynn rosario rose rosemary roxanne ruth
sabine sabrina sally salma samantha sandra sara sarah selma shannon shari sharon sheila shelley shelly sherri shirley
silvia simone sofia sonia sonja sonya sophia sophie stacey stacy stefanie stella stephanie sue susan susanna susannah
susanne suzanne suzi svetlana sylke tamara tammy tanja tanya tara tashfeen teresa teri terri theresa theresa tiffany tina
tove tracey tracy tricia trish ulla ulrike ursula uta ute valentina valerie vanessa vera verena veronica veronika vicki
vicky victoria viola virginia wanda wendy whitney wiebke winona yara yolanda yulia yvette yvonne zeynep zoe íngrid`);

/** Given names of both. */
const BOTH = wordSet(`
alex ali andrea ariel ashley blair bobbi bobby cameron casey charlie chris cody corey dale dana daryl drew evan francis
jaime jamie jan jean jesse jo jody jordan kelly kerry kim kris lee leslie lesley loren lynn marion maxine mel morgan nicky
pat quentin quincy randi reed robin sam sandy sasha sascha shane shawn sidney sidney skip stacy sydney taylor terry toni
tracy trey val vin`);

const FEMALE_TITLE =
  /(?:^|[^\p{L}])(?:Ms|Mrs|Miss|Dame|Lady|Queen|Princess|Baroness|Sister|Madam|[Ss]pokeswoman|[Cc]hairwoman|[Cc]ongresswoman|[Aa]ctress)\.? $/u;
const MALE_TITLE =
  /(?:^|[^\p{L}])(?:Mr|Sir|Lord|King|Prince|Sheik|Sheikh|Pope|Ayatollah|[Ss]pokesman|[Cc]hairman|[Cc]ongressman)\.? $/u;
const LONGEST_TITLE_BEFORE = 16;

/** Returns the gender that a title or the given name shows; null if they do not. */
export function genderOf({ text }: ReadText, { name, start }: PersonMention): Gender | null {
  const before = text.slice(Math.max(0, start - LONGEST_TITLE_BEFORE), start);
  if (FEMALE_TITLE.test(before)) return "FEMALE";
  if (MALE_TITLE.test(before)) return "MALE";
  const given = (name.split(" ")[0] ?? "").toLowerCase();
  if (BOTH.has(given)) return null;
  if (FEMALE_NAMES.has(given)) return "FEMALE";
  return isGivenName(given) ? "MALE" : null;
}
