import type { Acted, Acting, Action, Sent } from "../../action.ts";
import { queueOf, queuePlaceOf, REVIEW, reviewAddress, samePlace } from "../../address/review.ts";
import { documents } from "../../generated/documents.ts";
import type { DecidedFragment, ProposalCorrectInput, SentProblemFragment } from "../../generated/operations.ts";
import type { Messages } from "../../language/messages.ts";
import { lookUpName, notTaken } from "../lookUpName.ts";
import { reviewDesk } from "./page.tsx";
import { type Correction, readCorrection } from "./readCorrection.ts";
import { type TargetInput, targetOf } from "./Target.tsx";

type Ask = Acting["ask"];

/** The outcome of a decision, as the API gives it. */
interface Outcome {
  proposal?: DecidedFragment | null | undefined;
  userErrors: readonly SentProblemFragment[];
}

/** Codes that mean that somebody else was first. */
const OVERTAKEN = new Set(["CONFLICT", "WRONG_STATE", "NOT_FOUND"]);

/** What is done with a proposal. */
export const reviewActions: readonly Action[] = [
  {
    path: `${REVIEW}/accept`,
    act: (sent, acting) =>
      decide(
        sent,
        acting,
        async (target) => (await acting.ask(documents.acceptProposal, { input: target })).proposalAccept,
      ),
  },
  {
    path: `${REVIEW}/reject`,
    act: (sent, acting) =>
      decide(sent, acting, async (target) => {
        const reason = sent.fields.get("reason")?.trim() ?? "";
        return (await acting.ask(documents.rejectProposal, { input: { ...target, reason } })).proposalReject;
      }),
  },
  {
    path: `${REVIEW}/correct`,
    act: (sent, acting) => decide(sent, acting, (target) => correct(target, sent, acting)),
  },
  { path: `${REVIEW}/accept-all`, act: acceptAll },
  {
    path: `${REVIEW}/undo`,
    act: reviewDesk.undo((revision, query) => reviewAddress(queueOf(query), samePlace(query, revision))),
  },
];

/** Carries out a decision. The queue then goes on behind the proposal, and tells what was done or who was first. */
async function decide(sent: Sent, acting: Acting, work: (target: TargetInput) => Promise<Outcome>): Promise<Acted> {
  const target = targetOf(sent.fields);
  const { query } = acting.address;
  const queue = queueOf(query);
  const { after, before, next } = queuePlaceOf(query);
  const { proposal, userErrors } = await work(target);
  const on = { after: next };
  if (userErrors.length === 0) return { done: reviewAddress(queue, { ...on, told: changeOf(proposal) }) };
  if (userErrors.every(({ code }) => OVERTAKEN.has(code))) {
    const now = proposal ?? (await readProposal(acting.ask, target.id));
    // One that was only changed still waits, and is shown again.
    const place = now?.isPending ? { after, before } : on;
    if (now) return { done: reviewAddress(queue, { ...place, told: target.id }) };
  }
  return reviewDesk.refuse(sent, acting, userErrors);
}

function changeOf(proposal: DecidedFragment | null | undefined): string | undefined {
  return proposal?.statement.history.nodes[0]?.id;
}

async function readProposal(ask: Ask, id: string) {
  const { node } = await ask(documents.proposal, { id });
  return node?.__typename === "Proposal" ? node : null;
}

async function correct(target: TargetInput, { fields }: Sent, { ask, language }: Acting): Promise<Outcome> {
  const now = await readProposal(ask, target.id);
  if (!now)
    return { proposal: null, userErrors: [problem("id", "NOT_FOUND", language.messages.review.somebodyWasFirst)] };
  const { passage } = now.appearance;
  const { before, after } = now;
  const correction = readCorrection(fields, { before, after, exact: passage.exact, start: passage.start ?? 0 });
  const { input, problems } = await correctionInput(correction, ask, language.messages);
  if (problems.length > 0) return { proposal: null, userErrors: problems };
  return (await ask(documents.correctProposal, { input: { ...target, ...input } })).proposalCorrect;
}

/** Makes the mutation's input of a correction: names are looked up, and those that mean nothing are problems. */
async function correctionInput(
  { extent, kind, speaker, topics, reason }: Correction,
  ask: Ask,
  t: Messages,
): Promise<{ input: Omit<ProposalCorrectInput, "id" | "expectedVersion">; problems: SentProblemFragment[] }> {
  const problems: SentProblemFragment[] = [];
  const find = async (sort: "speaker" | "topic", name: string, field: string) => {
    const found = await lookUpName(ask, sort, name);
    if ("slug" in found) return found.slug;
    problems.push(problem(field, "NOT_FOUND", notTaken(name, found, t)));
    return undefined;
  };
  if (extent === null) problems.push(problem("words", "INVALID", t.review.wordsNotThere));
  const added = await Promise.all(topics.names.map((name) => find("topic", name, "moreTopics")));
  const input = {
    ...(extent && { extent }),
    ...(kind && { kind }),
    ...(reason && { reason }),
    ...(await speakerInput(speaker, (name) => find("speaker", name, "otherSpeaker"))),
    topics: [...new Set([...topics.slugs, ...added.flatMap((slug) => slug ?? [])])],
  };
  return { input, problems };
}

async function speakerInput(speaker: Correction["speaker"], find: (name: string) => Promise<string | undefined>) {
  if (!speaker) return {};
  if ("status" in speaker) return { speakerStatus: speaker.status };
  if ("newName" in speaker) return { newSpeaker: speaker.newName };
  return { speaker: "slug" in speaker ? speaker.slug : await find(speaker.name) };
}

function problem(field: string, code: SentProblemFragment["code"], message: string): SentProblemFragment {
  return { field: [field], code, message };
}

/** Accepts everything in the queue that is sure enough. */
async function acceptAll(sent: Sent, acting: Acting): Promise<Acted> {
  const queue = queueOf(acting.address.query);
  const input = {
    minScore: Number(queue.min ?? Number.NaN),
    article: queue.article ? [queue.article] : null,
    addSpeakers: sent.fields.get("addSpeakers") === "yes",
  };
  const { proposalsAccept } = await acting.ask(documents.acceptProposals, { input });
  const { proposals, leftCount, userErrors } = proposalsAccept;
  if (userErrors.length > 0) return reviewDesk.refuse(sent, acting, userErrors);
  const [first] = proposals;
  const told = changeOf(first ? await readProposal(acting.ask, first.id) : null);
  return { done: reviewAddress(queue, { told, accepted: proposals.length, left: leftCount ?? 0 }) };
}
