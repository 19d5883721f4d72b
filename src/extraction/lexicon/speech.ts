import { wordSet } from "../../text/attribution/wordSet.ts";

/** Verbs that report what somebody said or wrote, with little doubt. Frozen: the measure "speech" is defined by this list. */
const REPORTING = `
accuse acknowledge add admit advise affirm allege announce answer apologise apologize appeal argue ask assert
assure attest beg bemoan blame blast blurt boast brag brief call caution certify chant characterise characterize
charge chide claim clarify command comment communicate complain concede conclude concur condemn confess confirm
contend convey counter criticise criticize declare decline decry demand denounce deny depict deride describe
disagree disclose dismiss dispute divulge echo elaborate emphasise emphasize estimate exclaim explain forecast
grumble highlight hint imply indicate inform inquire insist instruct interject joke label lambast lament maintain
mention muse mutter note notify observe opine plead pledge point portray posit post praise predict proclaim profess
promise pronounce propose protest publish question quip quote reassure rebuke rebut recall recommend recount refute
reiterate reject relay remark remind repeat reply report request respond retort reveal rip say scold shout slam
snap specify speculate state stress suggest sum summarize swear tease tell testify theorize threaten tweet
underline underscore urge vouch vow warn whisper wonder write yell`;

/** Verbs that report speech in some sentences and a stance, an act or a change in others: "endorse", "go", "hit". */
const AMBIGUOUS_VERBS = `
accept address agree attack begin brand cite compare congratulate continue convince cry debate defend detail
discourage discuss dub encourage endorse express find fire go hail hit invite invoke justify laud liken mock object
offer oppose order outline persuade read refuse relate remember ridicule rule scream shoot signal sing speak talk
teach term thank tout voice welcome`;

/** Lemmas of the verbs of which the measure "speech" counts every statement. */
export const reportingVerbs = wordSet(REPORTING);

/** Lemmas of all verbs that may report speech. */
export const speechVerbs = wordSet(REPORTING + AMBIGUOUS_VERBS);

/** Nouns that may introduce a statement: "a claim that …". */
export const speechNouns = wordSet(`
according accusation admission allegation announcement answer appeal argument assertion call charge claim comment
complaint contention criticism declaration demand denial email insistence interview letter pledge prediction
promise proposal question quote recommendation remark report request response saying speech statement suggestion
testimony threat tweet vow warning`);
