import type { Language } from "./language.ts";
import { wordSet } from "./wordSet.ts";

// German forms words for offices freely ("Verkehrsstaatssekretärin"), so this lists their endings.
const PERSON_ENDING =
  /(?:präsident|präsidenten|minister|ministers|ministern|kanzler|kanzlers|sprecher|sprechers|sprechern|chef|chefs|vorsitzender?n?|sekretär|sekretärs|sekretäre|beauftragter?n?|leiter|leiters|direktor|direktors|direktoren|anwalt|anwalts|anwälte|anwälten|meister|meisters|experten?|politikern?|politikers|abgeordneter?n?|richtern?|professor|professoren|forschern?|wissenschaftlern?|kommissare?|botschafter|rapporteur|beamter?n?|zeugen?|kritikern?|vertretern?|mitarbeitern?|mitgliede?r?n?|führern?|trainers?|spielern?|fahrern?|pilot|piloten|autore?n?|journalisten?|redakteure?n?|kandidate?n?|aktivisten?|anhängern?|gegnern?|beobachtern?|analysten?|diplomate?n?|offiziere?n?|general|generäle|polizisten?|soldaten?|ärzte|arzt|bischof|bischofs|bischöfe|papst|papstes|könig|königs|kaiser|herrn?|frau|doktor|doktors|künstlern?|sängers?|schauspielers?|regisseure?|schriftstellers?|manager|managers|unternehmers?|gründers?|inhabers?|besitzers?|eigentümers?|nachbarn?|bürger|bürgern|einwohnern?|menschen|leute|frauen|männer|kinder|schüler|schülern|studenten?|lehrern?|eltern|opfer|täter|angeklagter?n?|verteidigers?|ermittlern?|fahndern?|senator|senators|senatoren|gouverneurs?|premier|premiers|sonderermittler|inspekteure?n?|inspektoren?|ökonome?n?|historikern?|meteorologen?|geologen?|astronauten?|astronome?n?|physikern?|biologen?|fachleute|quellen|kreise|insidern?|teilnehmern?|passanten?|anwohnern?|demonstranten?|reporter|reportern|korrespondente?n?|kommandeure?|oberst|hauptmann|admiral|rebellen|funktionäre?n?|sohn|bruder|schwester|vater|ehemann|ehefrau|witwe|autorin|ombudsmann|obmann|landeshauptmann|intendant|rektor|präses|vize|stellvertreters?|berater|beraters|beratern|nachfolgers?|vorgängers?|amtsinhabers?|herausforderers?)(?:in|innen)?$/;

const ORDINARY = wordSet(`
die der das den dem des ein eine einer eines einem einen und oder aber auch nach vor bei mit von vom zum zur im am in an auf für gegen über unter durch
wie als wenn weil dass seit laut so nun doch dort hier da heute gestern morgen er sie es wir ihr ich man sein seine ihre
montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli august september oktober november dezember
polizei feuerwehr staatsanwaltschaft gericht bundesgericht regierung bundesregierung ministerium parlament bundestag bundesrat senat stadt
land partei fraktion union gewerkschaft verband verein bund bundesamt amt behörde universität institut zeitung spiegel magazin nachrichtenagentur
agentur sender fernsehen rundfunk online bericht berichte angaben studie umfrage bank bahn unternehmen konzern firma gesellschaft stiftung
organisation kommission rat sicherheitsrat vereinte vereinten nationen staaten weltbank europa europäische europäischen deutschland
deutsche deutschen deutscher frankreich england großbritannien italien spanien russland china japan korea nordkorea südkorea iran irak
israel syrien türkei afghanistan pakistan indien usa amerika österreich schweiz polen ukraine berlin hamburg münchen köln
frankfurt hannover washington london paris moskau brüssel peking teheran jerusalem new york weißes weiße haus kreml vatikan amnesty
international human rights watch greenpeace press associated reuters news times post tribune journal guardian welt bild focus stern tagesspiegel
allgemeine süddeutsche frankfurter neue zürcher rote kreuz roter halbmond al jazeera jazira qaida hamas hisbollah taliban fatah
nord süd ost west nordrhein-westfalen baden-württemberg bayern sachsen hessen niedersachsen air force times corporation company group university
institute center house court department council airlines airways`);

const DOUBTFUL = wordSet(
  "stern stadt land welt bahn paris london post watch west ost nord süd frankfurter bayern sachsen hessen rat bund könig kaiser",
);

/** Adjectives of nations and places, and abbreviations of parties before a hyphen, precede an office. */
const ADJECTIVE = /(?:ische|ischen|ischer|isches)$/;

function isPerson(word: string): boolean {
  return PERSON_ENDING.test(word);
}

/** German as in newspapers and Wikinews. */
export const german: Language = {
  pronouns: wordSet(`
ich mich mir mein meine meiner du dich dir er ihn ihm sein seine seiner seinem seinen seines sie ihr ihre ihrer ihrem ihren ihres ihnen es wir
uns unser unsere unserer man der die das den dem dessen deren denen dieser diese dieses diesem diesen welcher welche welches jener jene wer sich selbst
beide beiden letzterer letztere ersterer`),
  pointers: wordSet("der die das den dem des dieser diese dieses diesem diesen"),
  definite: wordSet(`
der die das den dem des dieser diese dieses diesem diesen sein seine seiner seinem seinen seines ihr ihre ihrer ihrem ihren ihres unser unsere
mein meine`),
  quantifiers: wordSet(`
einige einigen mehrere mehreren viele vielen manche manchen andere anderen alle allen zahlreiche zahlreichen wenige einer eine eines jemand niemand
keiner zwei drei vier fünf sechs zehn dutzende hunderte tausende`),
  cuts: wordSet(`
am im in an auf bei aus für gegen über unter durch mit nach vor zu zum zur von vom seit während wegen um bis gegenüber laut der die das des den
dem deren dessen welcher welche wie als sowie am`),
  joiners: wordSet("und oder sowie bzw"),
  companions: wordSet("gemeinsam zusammen sowie"),
  epithets: wordSet("ehemalige ehemaliger ehemaligen frühere früherer früheren damalige damaliger damaligen"),
  isPerson,
  isMany: () => false,
  isTitle: (word) =>
    isPerson(word) || ADJECTIVE.test(word) || /^(?:dr|prof|med|jur|phil|mdb|mdl|sir|lord|st)$/.test(word),
  isOrdinary: (word) => ORDINARY.has(word) && !DOUBTFUL.has(word),
  isDoubtful: (word) => DOUBTFUL.has(word),
  capitalisesNouns: true,
};
