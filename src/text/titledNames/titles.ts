import { english } from "../attribution/english.ts";
import { german } from "../attribution/german.ts";
import { isGivenName } from "../attribution/givenNames.ts";
import { foldedWords, normalizeName } from "../names.ts";

/**
 * Titles and forms of address of languages that the attribution of mentions does not read, without points and hyphens. Words that
 * are as often surnames ("Duke", "Graf") are left out.
 */
const OTHER_TITLES = new Set(
  foldedWords(`cllr councillor councilor alderman baroness viscount viscountess countess honourable honorable rt
    mme mlle monsieur madame mademoiselle m maître docteur docteure professeur professeure premier maire mairesse ministre président
    présidente sénateur sénatrice député députée préfet préfète chancelier chancelière conseiller conseillère
    señor señora señorita sr sra srta don doña dra doctora lic licda licenciado licenciada arq ing ingeniero ingeniera profesor
    profesora alcalde alcaldesa ministro ministra presidente presidenta vicepresidente vicepresidenta diputado diputada senador
    senadora gobernador gobernadora canciller concejal concejala
    sig sigra signor signore signora signorina dott dottssa dottore dottoressa avv avvocato ingegnere profssa professore
    professoressa onorevole senatore senatrice deputato deputata sindaco sindaca assessore assessora mons monsignor
    senhor senhora dona doutor doutora professora deputado deputada vereador vereadora governador governadora prefeito prefeita
    dhr heer meneer mevr mevrouw mw drs ir ds burgemeester wethouder staatssecretaris kamerlid prinses
    fru herr frøken fröken hr doktor statsråd statsrådet borgmästare borgmester borgermester ordfører riksdagsledamot statsminister
    pan pani panie poseł posłanka senatorka burmistrz prezydent wicepremier minister profesor ks ksiądz marszałek wojewoda
    гн гжа господин госпожа президент министр премьер премьерминистр мэр депутат губернатор сенатор профессор доктор академик
    генерал полковник посол патриарх митрополит пані міністр мер премєр депутатка
    sayın başkan cumhurbaşkanı başbakan bakan milletvekili doç
    κύριος κυρία δρ υπουργός πρωθυπουργός πρόεδρος δήμαρχος βουλευτής
    السيد السيدة الدكتور الدكتورة د الرئيس الرئيسة الوزير الوزيرة الأستاذ الأستاذة الشيخ الأمير الملك المهندس
    מר גברת גב דר פרופ פרופסור השר השרה הנשיא
    dr prof frau mag dipling privdoz bürgermeister bürgermeisterin oberbürgermeister oberbürgermeisterin`),
);

/** Tells whether a word before a name is a title, an office or a form of address: "Dr.", "Mayor", "ex-Minister", "Señora". */
export function isTitle(written: string): boolean {
  const word = normalizeName(written).replaceAll(" ", "");
  // With its hyphen, too: "ex-mayor", "vice-president", "president-elect".
  const forms = [...new Set([word, written.toLowerCase().replaceAll(".", "")])];
  if (forms.some(isGivenName)) return false;
  const isKnown = forms.some((form) =>
    [english, german].some((language) => language.isTitle(form) || (language.isPerson(form) && !language.isMany(form))),
  );
  return isKnown || OTHER_TITLES.has(word);
}
