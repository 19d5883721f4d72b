import { direct, indirect, mixed, type StatementOfDemo } from "../printing.ts";
import { againstTruce, forTruce } from "./propositions.ts";

const toPutinAndRouhani = { to: "Putin and Rouhani", addressees: ["vladimir-putin", "hassan-rouhani"] };
const toReuters = { to: "Reuters", addressees: ["reuters"] };

/**
 * Every statement that the article attributes to somebody, in reading order, one for each attribution.
 *
 * Direct quotations are verbatim. Paraphrases are in our own words and keep only the few words of the article that mark
 * the place. We may not store the article's body, so there are no offsets. If a speaker says the same in different words,
 * it is two statements; only identical direct words are one. A statement made "on Friday" or at that day's summit has
 * that date; if the article gives no time, the article's own date is used.
 */
export const statements: StatementOfDemo[] = [
  indirect("The fighting in Idlib should stop.", "a ceasefire in the rebel-held region of Idlib", {
    ...erdogan("Turkish President Tayyip Erdogan", "called for"),
    topics: ["idlib", "ceasefire", "tehran-summit-2018"],
    stances: forTruce,
  }),
  indirect("If the army attacks the rebels in Idlib, a bloodbath may follow.", "could result in a massacre", {
    ...erdogan("Turkish President Tayyip Erdogan", "said"),
    topics: ["battle-for-idlib", "civilians", "tehran-summit-2018"],
  }),
  indirect("Russia is against a ceasefire in Idlib.", "Moscow opposed a truce", {
    ...putin("Russia's President Vladimir Putin", "said"),
    topics: ["idlib", "ceasefire", "tehran-summit-2018"],
    stances: againstTruce(),
  }),
  // This is about Idlib: the article contrasts it with the truce there, in the rebels' last stronghold.
  indirect("The Syrian state has to win back the whole country.", "Syria must regain control over all its territory", {
    ...rouhani("Iranian leader Hassan Rouhani", "said"),
    topics: ["idlib", "syria", "territorial-integrity", "tehran-summit-2018"],
    stances: againstTruce("The article sets it against the call for a truce, beside the Russian refusal."),
  }),
  indirect("An all-out attack might end in disaster for the people.", "could lead to a humanitarian catastrophe", {
    speaker: "united-nations",
    by: "The United Nations",
    cue: "has warned",
    topics: ["battle-for-idlib", "civilians"],
  }),
  indirect("Russian and Syrian planes bombed areas of Idlib that rebels hold.", "hit rebel-held parts of Idlib", {
    speaker: "syrian-observatory-for-human-rights",
    by: "the Syrian Observatory for Human Rights war monitor",
    cue: "said",
    topics: ["idlib", "syrian-civil-war"],
  }),
  indirect("Russia and Iran should join in a truce for Idlib.", "to agree to a ceasefire in Idlib", {
    ...erdogan("Erdogan", "called on"),
    ...toPutinAndRouhani,
    topics: ["idlib", "ceasefire", "tehran-summit-2018"],
    stances: forTruce,
  }),
  // The same sentence of the article: he says it to those whom he calls on.
  mixed('A truce would make the summit a "victory".', 'would be a "victory" of their summit', {
    ...erdogan("Erdogan", "saying"),
    ...toPutinAndRouhani,
    topics: ["idlib", "ceasefire", "tehran-summit-2018"],
    stances: forTruce,
  }),
  indirect("Turkey has no room for those who would flee a fresh attack.", "Turkey could no longer take in any more", {
    ...erdogan("he", "said"),
    topics: ["battle-for-idlib", "refugees", "turkey", "tehran-summit-2018"],
  }),
  indirect(
    "A ceasefire is no option, since the fighters of Nusra Front and Islamic State in Idlib take no part in negotiations.",
    "opposed a ceasefire because",
    {
      ...putin("Putin", "responded"),
      topics: ["idlib", "ceasefire", "peace-talks", "jabhat-al-nusra", "islamic-state", "tehran-summit-2018"],
      stances: againstTruce(),
    },
  ),
  // This is also an argument against the truce in Idlib, because it continues the previous sentence.
  indirect("All of Syria ought to be under the state again.", "Syria should regain control of all its territory", {
    ...putin("he", "said"),
    topics: ["idlib", "syria", "territorial-integrity", "tehran-summit-2018"],
  }),
  direct(
    "The fact is that there are no representatives of the armed opposition here around this table. And more still, there are no representatives of Jabhat al-Nusra or ISIS or the Syrian army",
    {
      ...putin("Putin", "said"),
      topics: ["idlib", "peace-talks", "jabhat-al-nusra", "islamic-state", "tehran-summit-2018"],
    },
  ),
  // It has no stance: it calls a truce good and says why it cannot come. Putin's position is in the other statements.
  // This separate paragraph names nobody; "the Turkish president" and the course of the talk leave only Putin.
  direct(
    "I think in general the Turkish president is right. It would be good. But I can't speak for them, and even more so can't talk for terrorists from Jabhat al-Nusra or ISIS that they will stop shooting or stop using drones with bombs.",
    {
      ...putin(),
      topics: ["idlib", "ceasefire", "terrorism", "jabhat-al-nusra", "islamic-state", "tehran-summit-2018"],
    },
  ),
  indirect(
    "The war goes on until no fighters are left in Syria, Idlib above all.",
    "militants were pushed out of the whole country",
    {
      ...rouhani("Rouhani", "said"),
      topics: ["battle-for-idlib", "tehran-summit-2018"],
      stances: againstTruce("A war that goes on, in Idlib above all, leaves no room for a truce there."),
    },
  ),
  indirect(
    "Whatever the armies do, they must spare the people.",
    "any military operations should avoid hurting civilians",
    {
      ...rouhani("he", "added"),
      topics: ["battle-for-idlib", "civilians", "tehran-summit-2018"],
    },
  ),
  indirect(
    "The armed groups should lay down their weapons and settle the war by talking.",
    "called on all militants in Syria to disarm",
    {
      ...rouhani("He", "called on"),
      to: "all militants in Syria",
      topics: ["syrian-civil-war", "disarmament", "peace-talks", "tehran-summit-2018"],
    },
  ),
  direct(
    'The fight against terrorism in Idlib is an indispensable part of the mission to return peace and stability to Syria, but this fight should not harm civilians and lead to a "scorched-earth" policy',
    {
      ...rouhani("Rouhani", "said"),
      topics: ["battle-for-idlib", "terrorism", "civilians", "tehran-summit-2018"],
    },
  ),
  indirect("If the offensive begins, Turkey cannot shelter further Syrians.", "Turkey no longer had the capacity", {
    ...erdogan("Erdogan", "said"),
    topics: ["battle-for-idlib", "refugees", "turkey", "tehran-summit-2018"],
  }),
  // If the article interrupts a quotation to name the speaker, each part is a statement. A single statement could mark the
  // two verbatim parts only by spans, and spans need a body.
  direct(
    "Whatever reason there is an attack that has been made or will be made will result in disaster, massacre and humanitarian drama",
    {
      ...erdogan("he", "said"),
      topics: ["battle-for-idlib", "civilians", "tehran-summit-2018"],
    },
  ),
  direct(
    "Millions will be coming to Turkey's borders because they have nowhere to go. Turkey has filled its capacity to host refugees.",
    {
      ...erdogan("he", "said"),
      topics: ["battle-for-idlib", "refugees", "turkey", "tehran-summit-2018"],
    },
  ),
  direct("The battle for Idlib is going to be the final major battle", {
    speaker: "hilal-khashan",
    by: "Hilal Khashan, a political science professor at the American University of Beirut",
    cue: "said",
    // The article has it "told Reuters before the summit"; the second part of the quotation follows without a cue.
    ...toReuters,
    topics: ["battle-for-idlib"],
  }),
  direct("It will be waged irrespective of civilian casualties, even though they will make an effort to minimize it.", {
    speaker: "hilal-khashan",
    addressees: toReuters.addressees,
    topics: ["battle-for-idlib", "civilians"],
  }),
];

function erdogan(by: string, cue: string) {
  return { speaker: "recep-tayyip-erdogan", saidAt: "2018-09-07", occasion: "tehran-summit-2018", by, cue };
}

function putin(by?: string, cue?: string) {
  return { speaker: "vladimir-putin", saidAt: "2018-09-07", occasion: "tehran-summit-2018", by, cue };
}

function rouhani(by: string, cue: string) {
  return { speaker: "hassan-rouhani", saidAt: "2018-09-07", occasion: "tehran-summit-2018", by, cue };
}
