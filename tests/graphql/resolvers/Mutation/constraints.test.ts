import { expect, test } from "@jest/globals";
import { encodeGlobalId, type NodeType } from "../../../../src/archive/globalIds.ts";
import { openApi } from "../../../helpers/api.ts";
import { constraintsOf } from "../../../helpers/constraints.ts";
import { article, BODY, documentWith, paraphrase, proposition } from "../../../helpers/factories.ts";
import { codesOf } from "../../../helpers/mutationCodes.ts";

/** The first noun of each kind has an id that no other may have. */
const identified = <Noun extends object>(nouns: Noun[] = []) =>
  nouns.map((noun, i) => (i === 0 ? { ...noun, wikidataId: "Q1" } : noun));
const inTwo = (exact: string) => ({ article: "https://news.example.org/two", exact });
const base = documentWith(
  article("one", [paraphrase("must stay open", { saidAt: "2021-05-06" })], { body: BODY }),
  article("two", [
    paraphrase("a later word"),
    paraphrase("the far future", { saidAt: "2031" }),
    paraphrase("what nobody said", { status: "RETRACTED", statusReason: "Never said." }),
  ]),
);
const links = [
  {
    statement: inTwo("a later word"),
    kind: "RESPONDS_TO" as const,
    target: { article: "https://news.example.org/one", exact: "must stay open" },
  },
];
const propositions = identified([proposition("The harbour stays open", { slug: "harbour-open" })]);
const api = openApi({
  ...base,
  speakers: identified(base.speakers),
  topics: identified(base.topics),
  sources: identified(base.sources),
  propositions,
  links,
});

interface Attempt {
  mutation: string;
  input: object | (() => Promise<object>);
}

const attempt = (mutation: string, input: Attempt["input"]): Attempt => ({ mutation, input });
const idOf = (type: NodeType, id: number) => encodeGlobalId(type, id);

/** Returns the version and id of a noun that an update needs. */
async function seen(type: NodeType, id: number) {
  const { node } = await api.ask(`query ($id: ID!) { node(id: $id) { ... on ${type} { version } } }`, {
    id: idOf(type, id),
  });
  return { id: idOf(type, id), expectedVersion: node.version };
}

const address = (name: string) => `https://news.example.org/${name}`;
const source = (rest: object) => attempt("sourceCreate", { name: "New", kind: "OUTLET", ...rest });
const speaker = (rest: object) => attempt("speakerCreate", { name: "New", kind: "PERSON", ...rest });
const topic = (rest: object) => attempt("topicCreate", { name: "New", kind: "ISSUE", ...rest });
const event = (rest: object) => topic({ kind: "EVENT", ...rest });
const demand = (rest: object) => attempt("propositionCreate", { name: "New", ...rest });
const judged = (rest: object) =>
  attempt("stanceSet", async () => ({
    ...(await seen("Statement", 1)),
    proposition: "harbour-open",
    position: "SUPPORTS",
    ...rest,
  }));
/** Links the first statement to the second, a later word, which answers the first already. */
const linked = (rest: object) =>
  attempt("statementLinkSet", async () => ({
    ...(await seen("Statement", 1)),
    kind: "DENIES",
    target: idOf("Statement", 2),
    ...rest,
  }));
const role = (rest: object) => speaker({ roles: [{ label: "Mayor", ...rest }] });
const paper = (rest: object) =>
  attempt("articleCreate", {
    url: address("new"),
    headline: "New",
    publishedAt: "2021-05-07",
    language: "en",
    source: "sandholm-post",
    ...rest,
  });
const said = (rest: object) =>
  attempt("statementCreate", {
    article: address("one"),
    kind: "INDIRECT",
    text: "It was said.",
    speaker: "ada-brandt",
    appearance: { passage: { exact: "three hundred years" } },
    ...rest,
  });
const printed = (rest: object) =>
  attempt("appearanceCreate", {
    statement: idOf("Statement", 1),
    article: address("one"),
    passage: { exact: "three hundred years" },
    ...rest,
  });
const named = (table: string, of: (rest: object) => Attempt, taken: string) => ({
  [`${table}_slug_key`]: of({ slug: taken }),
  [`${table}_wikidata_id_key`]: of({ wikidataId: "Q1" }),
  [`${table}_name_check`]: of({ name: "x".repeat(301) }),
  [`${table}_slug_check`]: of({ slug: "A b" }),
  [`${table}_wikidata_id_check`]: of({ wikidataId: "7747" }),
  [`${table}_name_language_check`]: of({ names: [{ name: "Neu", language: "no tag" }] }),
  [`${table}_name_words_check`]: of({ names: [{ name: "ﷺ".repeat(200) }] }),
  [`${table}_name_${table}_id_name_key`]: "the same name given twice is one",
  [`${table}_name_${table}_id_fkey`]: "a name is written with its noun",
});

const EXTRACTED = "an extractor gives it, and no input";
const UNWRITTEN = "no mutation writes it";
const EDITOR = "it is the editor's own origin";
const DERIVED = "triggers derive it";

/**
 * For each unique key, foreign key and check: an input that would break it if we did not refuse it, or the reason why
 * no input can.
 */
const ATTEMPTS: Record<string, Attempt | string> = {
  ...named("source", source, "sandholm-post"),
  ...named("speaker", speaker, "ada-brandt"),
  ...named("topic", topic, "harbour"),
  ...named("proposition", demand, "harbour-open"),

  article_url_key: paper({ url: address("one") }),
  article_url_check: paper({ url: "nowhere" }),
  article_original_url_check: paper({ originalUrl: "ftp://example.org/x" }),
  article_headline_check: paper({ headline: "a\u0007b" }),
  article_language_check: paper({ language: "" }),
  article_body_check: paper({ body: " \n" }),
  article_wire_check: paper({ wire: "sandholm-post" }),
  article_source_id_fkey: paper({ source: "nobody" }),
  article_wire_id_fkey: paper({ wire: "nobody" }),
  related_article_headline_check: paper({ related: [{ headline: "" }] }),
  related_article_itself_check: paper({ related: [{ headline: "Itself", url: address("new") }] }),
  related_article_article_id_fkey: "a link is written with its article",
  related_article_related_id_fkey: "an address that no article has is kept as one",

  speaker_role_label_check: role({ label: " " }),
  speaker_role_starts_on_check: role({ startsOn: "2020-13" }),
  speaker_role_ends_on_check: role({ endsOn: "2021-02-30" }),
  speaker_role_order_check: role({ startsOn: "2020", endsOn: "2019" }),
  speaker_role_speaker_id_fkey: "a role is written with its speaker",
  speaker_member_kind_check: speaker({ members: ["ada-brandt", "olaf-gruen"] }),
  speaker_member_itself_check: attempt("speakerUpdate", async () => ({
    ...(await seen("Speaker", 3)),
    members: ["ada-brandt", "harbour-alliance"],
  })),
  speaker_member_member_id_fkey: speaker({ kind: "GROUP", members: ["ada-brandt", "nobody"] }),
  speaker_member_group_id_fkey: "a member is written with its group",
  speaker_merged_into_id_check: attempt("speakerMerge", async () => ({
    ...(await seen("Speaker", 1)),
    into: idOf("Speaker", 1),
  })),
  speaker_merged_into_id_fkey: attempt("speakerMerge", async () => ({ ...(await seen("Speaker", 1)), into: "nobody" })),
  merge_rejection_order_check: attempt("speakerMergeReject", { speakers: ["ada-brandt", "ada-brandt"] }),
  merge_rejection_speaker_id_fkey: attempt("speakerMergeReject", { speakers: ["nobody", "ada-brandt"] }),
  merge_rejection_other_id_fkey: attempt("speakerMergeReject", { speakers: ["ada-brandt", "nobody"] }),
  merge_rejection_origin_id_fkey: EDITOR,

  topic_starts_on_check: event({ startsOn: "2020-13" }),
  topic_ends_on_check: event({ endsOn: "2021-02-30" }),
  topic_order_check: event({ startsOn: "2020", endsOn: "2019" }),
  topic_place_check: event({ place: " " }),
  topic_event_check: topic({ place: "Sandholm" }),
  topic_occasion_check: "the kind of an occasion is refused as IN_USE (tests/editing/topics.test.ts)",

  topic_broader_itself_check: attempt("topicMove", async () => ({ ...(await seen("Topic", 1)), broader: ["harbour"] })),
  topic_broader_circle_check: attempt("topicMove", async () => ({ ...(await seen("Topic", 2)), broader: ["harbour"] })),
  topic_broader_broader_id_fkey: topic({ broader: ["nothing"] }),
  topic_broader_narrower_id_fkey: "a broader topic is written with the narrower",

  proposition_topic_topic_id_fkey: demand({ topics: ["nothing"] }),
  proposition_topic_proposition_id_fkey: "a topic is written with its proposition",
  proposition_merged_into_id_check: attempt("propositionMerge", async () => ({
    ...(await seen("Proposition", 1)),
    into: idOf("Proposition", 1),
  })),
  proposition_merged_into_id_fkey: attempt("propositionMerge", async () => ({
    ...(await seen("Proposition", 1)),
    into: "nothing",
  })),
  stance_condition_check: judged({ position: "CONDITIONAL" }),
  stance_note_check: judged({ note: " " }),
  stance_proposition_id_fkey: judged({ proposition: "nothing" }),
  stance_statement_id_fkey: judged({ id: idOf("Statement", 99) }),
  stance_statement_id_proposition_id_origin_id_judge_key: "a second judgement of an editor replaces the first",
  stance_origin_id_fkey: EDITOR,
  stance_judge_check: UNWRITTEN,

  statement_link_itself_check: linked({ target: idOf("Statement", 1) }),
  statement_link_circle_check: linked({ kind: "RESPONDS_TO" }),
  statement_link_order_check: linked({ kind: "RESPONDS_TO", target: idOf("Statement", 3) }),
  statement_link_language_check: linked({ kind: "TRANSLATES" }),
  statement_link_status_check: linked({ target: idOf("Statement", 4) }),
  statement_link_note_check: linked({ note: " " }),
  statement_link_statement_id_fkey: linked({ id: idOf("Statement", 99) }),
  statement_link_target_id_fkey: linked({ target: idOf("Statement", 99) }),
  statement_link_statement_id_kind_target_id_origin_id_judge_key: "a second link of an editor replaces the first",
  statement_link_origin_id_fkey: EDITOR,
  statement_link_judge_check: UNWRITTEN,

  statement_text_check: said({ text: " " }),
  statement_language_check: said({ originalLanguage: "no tag" }),
  statement_speaker_check: said({ speaker: null }),
  statement_speaker_id_fkey: said({ speaker: "nobody" }),
  statement_occasion_id_fkey: said({ occasion: "nothing" }),
  statement_party_itself_check: said({ addressees: ["ada-brandt"] }),
  statement_party_speaker_id_fkey: said({ via: ["nobody"] }),
  statement_party_statement_id_role_speaker_id_key: said({ via: ["olaf-gruen", "olaf-gruen"] }),
  statement_party_position_check: said({ addressees: Array.from({ length: 51 }, (_, i) => `speaker-${i}`) }),
  statement_party_statement_id_fkey: "a party is written with its statement",
  statement_occasion_check: said({ occasion: "harbour" }),
  statement_retraction_check: attempt("statementRetract", async () => ({
    ...(await seen("Statement", 1)),
    reason: " ",
  })),
  statement_uuid_key: "an edit gives no URN; a new statement's is made at random or from its printing",
  statement_wording_check: "the digest follows from the words and their kind",
  statement_origin_id_fkey: EDITOR,
  statement_tag_topic_id_fkey: attempt("statementTag", { id: idOf("Statement", 1), topics: ["nothing"] }),
  statement_tag_statement_id_fkey: attempt("statementTag", { id: idOf("Statement", 99), topics: ["harbour"] }),
  tag_removal_topic_id_fkey: attempt("statementUntag", { id: idOf("Statement", 1), topics: ["nothing"] }),
  tag_removal_statement_id_fkey: attempt("statementUntag", { id: idOf("Statement", 99), topics: ["harbour"] }),

  appearance_text_check: printed({ kind: "MIXED", text: "It quotes nothing." }),
  appearance_addressee_check: printed({ addressee: "" }),
  appearance_exact_check: printed({ passage: { exact: "x".repeat(20_001) } }),
  appearance_context_check: printed({ passage: { exact: "x", prefix: "x".repeat(33) } }),
  appearance_offsets_check: printed({ passage: { exact: "x", start: -1 } }),
  appearance_article_id_fkey: printed({ article: address("none") }),
  appearance_statement_id_fkey: printed({ statement: idOf("Statement", 99) }),
  appearance_article_id_position_key: "a printing stands behind all others, and writers take turns",
  appearance_position_check: UNWRITTEN,
  appearance_original_kind_check: UNWRITTEN,
  appearance_origin_id_fkey: EDITOR,
  proposal_extractor_check: EXTRACTED,
  proposal_confidence_check: EXTRACTED,
  proposal_speaker_name_check: EXTRACTED,
  proposal_evidence_check: EXTRACTED,
  proposal_review_check: "the parts of a review are written together",
  proposal_appearance_id_fkey: EXTRACTED,
  proposal_article_id_fkey: EXTRACTED,
  proposal_reviewer_id_fkey: EDITOR,
  appearance_span_appearance_id_fkey: UNWRITTEN,
  appearance_span_offsets_check: UNWRITTEN,
  appearance_span_text_check: UNWRITTEN,

  change_reason_check: source({ reason: " " }),
  change_undoes_id_fkey: attempt("undo", { revision: idOf("Revision", 99) }),
  change_undoes_id_key: attempt("undo", async () => {
    const { change } = api.database.prisma;
    await api.ask(`mutation { sourceCreate(input: { name: "Undone", kind: OUTLET }) { userErrors { code } } }`);
    const [made] = await change.findMany({ orderBy: { id: "desc" }, take: 1 });
    const revision = idOf("Revision", made?.id ?? 0);
    await api.ask(`mutation ($revision: ID!) { undo(input: { revision: $revision }) { userErrors { code } } }`, {
      revision,
    });
    return { revision };
  }),
  change_origin_id_fkey: EDITOR,
  timeline_name_key: "triggers name a timeline at random",
  revision_change_id_fkey: "triggers write it with its change",
  revision_origin_id_fkey: EDITOR,
  idempotency_origin_id_fkey: EDITOR,
  assertion_origin_id_fkey: EDITOR,
  origin_kind_name_version_key: "writers take turns",

  statement_search_statement_id_fkey: DERIVED,
  statement_topic_statement_id_fkey: DERIVED,
  statement_topic_topic_id_fkey: DERIVED,
  tallied_topic_topic_id_fkey: DERIVED,
  topic_ancestor_ancestor_id_fkey: DERIVED,
  topic_ancestor_topic_id_fkey: DERIVED,
  topic_tally_topic_id_fkey: DERIVED,

  corpus_id_origin_id_fkey: UNWRITTEN,
  corpus_id_speaker_id_fkey: UNWRITTEN,
  api_key_hash_check: UNWRITTEN,
  api_key_name_check: UNWRITTEN,
  api_key_public_id_check: UNWRITTEN,
  api_key_public_id_key: UNWRITTEN,
  key_secret_id_check: UNWRITTEN,
  key_secret_secret_check: UNWRITTEN,
  import_file_import_id_fkey: UNWRITTEN,
  import_file_origin_id_fkey: UNWRITTEN,
  import_file_sha256_check: UNWRITTEN,
  import_replaces_id_fkey: UNWRITTEN,
};

// tests/editing/constraints.test.ts shows that breaking any of them, even those that no input can break, is no internal
// fault.
test("every unique key, foreign key and check has its attempt, or a reason for none", async () => {
  const names = (await constraintsOf(api.database)).map(({ name }) => name).filter((name) => !name.endsWith("_pkey"));
  expect(Object.keys(ATTEMPTS).sort()).toEqual(names.sort());
});

const attempts = Object.entries(ATTEMPTS).flatMap(([name, one]) => (typeof one === "string" ? [] : [{ name, ...one }]));

test.each(attempts)(
  "the constraint $name makes $mutation fail with a code that it declares",
  async ({ mutation, input }) => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
    const given = typeof input === "function" ? await input() : input;
    const query = `mutation ($input: ${type}) { ${mutation}(input: $input) { userErrors { code message } } }`;
    const { userErrors } = (await api.ask(query, { input: given }))[mutation];
    expect(userErrors.length).toBeGreaterThan(0);
    for (const { code } of userErrors) expect(codesOf(mutation)).toContain(code);
  },
);

test("a text that no index can hold is refused as well", async () => {
  const far = Array.from({ length: 1_900 }, (_, i) => String.fromCodePoint(0x4e00 + i * 7)).join("");
  const query = `mutation ($input: ArticleCreateInput!) { articleCreate(input: $input) { userErrors { code } } }`;
  const { articleCreate } = await api.ask(query, { input: paper({ url: `https://example.org/${far}` }).input });
  expect(articleCreate.userErrors).toEqual([{ code: "INVALID" }]);
});

test("a refused attempt leaves nothing behind and breaks nothing", async () => {
  const { prisma } = api.database;
  expect(await prisma.statement.count()).toBe(4);
  expect(await prisma.article.count()).toBe(2);
  expect(await prisma.source.count()).toBe(2);
});
