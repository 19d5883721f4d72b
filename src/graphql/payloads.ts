import type { ProposalRow } from "../archive/appearances/proposals.ts";
import type { Edited } from "../editing/edit.ts";
import type { Merged } from "../editing/merges.ts";
import type { MutationResolvers } from "../generated/graphql.ts";
import type { actions } from "../history/actions.ts";
import type { Loaders } from "./loaders.ts";
import { required } from "./required.ts";

export type MutationName = keyof MutationResolvers;

/** A mutation of the schema, as the function that resolves it. */
export type MutationResolver<Name extends MutationName> = Extract<
  MutationResolvers[Name],
  (...given: never) => unknown
>;

type Actions = typeof actions;

/** What the action of a mutation returns; never if it has none. */
export type AnswerOf<Name> = Name extends keyof Actions ? Awaited<ReturnType<Actions[Name]>> : never;

/** Builds what a payload has besides `userErrors`, from the outcome of the mutation's action. */
type Payload<Answer, Shown> = (loaders: Loaders, edited: Edited<Answer>) => Promise<Shown>;

type EditedNode = Edited<{ id: number }>;

/**
 * Loads the object that was added or changed; if somebody has changed it since the editor saw it (`CONFLICT`), as it is
 * now; null after any other refusal.
 */
async function shown<Row>(
  loader: { load(id: number): Promise<Row | null> },
  { answer, details }: EditedNode,
): Promise<Row | null> {
  const id = answer?.id ?? details.conflictingId;
  return id === undefined ? null : loader.load(id);
}

const showSource = async (loaders: Loaders, edited: EditedNode) => ({
  source: await shown(loaders.sourceById, edited),
});
const showTopic = async (loaders: Loaders, edited: EditedNode) => ({ topic: await shown(loaders.topicById, edited) });
const showSpeaker = async (loaders: Loaders, edited: EditedNode) => ({
  speaker: await shown(loaders.speakerById, edited),
});
const showStatement = async (loaders: Loaders, edited: EditedNode) => ({
  statement: await shown(loaders.statementById, edited),
});
const showAppearance = async (loaders: Loaders, edited: EditedNode) => ({
  appearance: await shown(loaders.appearanceById, edited),
  candidates: [...(edited.details.candidates ?? [])],
});
const showProposition = async (loaders: Loaders, edited: EditedNode) => ({
  proposition: await shown(loaders.propositionById, edited),
});
const showProposal = async (loaders: Loaders, edited: EditedNode) => ({
  proposal: await shown(loaders.proposalById, edited),
});
/** A repeated request gets its first answer, whose proposals may be gone. */
async function shownProposals({ proposalById }: Loaders, ids: readonly number[]): Promise<ProposalRow[]> {
  const rows = await Promise.all(ids.map((id) => proposalById.load(id)));
  return rows.flatMap((row) => row ?? []);
}

const showMerged = async (loaders: Loaders, edited: Edited<Merged>) => ({
  ...(await showSpeaker(loaders, edited)),
  statementCount: edited.answer?.statementCount ?? null,
});

/** The payload of each mutation. */
export const payloads: {
  [Name in MutationName]: Payload<AnswerOf<Name>, Omit<Awaited<ReturnType<MutationResolver<Name>>>, "userErrors">>;
} = {
  sourceCreate: showSource,
  sourceUpdate: showSource,
  articleCreate: async (loaders, edited) => ({ article: await shown(loaders.articleById, edited) }),
  async articleUpdate(loaders, edited) {
    const outcomes = edited.answer?.passages ?? edited.details.passages ?? [];
    const rows = await Promise.all(outcomes.map(({ appearanceId }) => loaders.appearanceById.load(appearanceId)));
    // A repeated request gets its first answer, whose printings may be gone.
    const passages = outcomes.flatMap(({ fate }, i) => {
      const appearance = rows[i];
      return appearance ? { appearance, fate } : [];
    });
    return { article: await shown(loaders.articleById, edited), passages };
  },
  articleExtract: async (loaders, { answer }) => ({
    article: answer && (await loaders.articleById.load(answer.id)),
    extractor: answer?.extractor ?? null,
    proposals: await shownProposals(loaders, answer?.proposalIds ?? []),
    knownCount: answer?.knownCount ?? null,
  }),
  proposalAccept: showProposal,
  proposalsAccept: async (loaders, { answer }) => ({
    proposals: await shownProposals(loaders, answer?.ids ?? []),
    leftCount: answer?.left ?? null,
  }),
  proposalCorrect: showProposal,
  proposalReject: showProposal,
  speakerCreate: showSpeaker,
  speakerUpdate: showSpeaker,
  speakerMerge: showMerged,
  speakerUnmerge: showMerged,
  speakerMergeReject: async ({ speakerById }, { answer }) => ({
    speakers: answer && (await Promise.all(answer.ids.map((id) => required(speakerById.load(id))))),
  }),
  topicCreate: showTopic,
  topicUpdate: showTopic,
  topicMove: showTopic,
  propositionCreate: showProposition,
  propositionUpdate: showProposition,
  async propositionDelete({ propositionById }, { answer, details }) {
    const { conflictingId } = details;
    const proposition = conflictingId === undefined ? null : await propositionById.load(conflictingId);
    return { deletedId: answer?.deleted ?? null, proposition };
  },
  propositionMerge: async (loaders, edited) => ({
    ...(await showProposition(loaders, edited)),
    stanceCount: edited.answer?.stanceCount ?? null,
  }),
  stanceSet: showStatement,
  stanceAccept: showStatement,
  stanceReject: showStatement,
  stanceRemove: showStatement,
  statementLinkSet: showStatement,
  statementLinkRemove: showStatement,
  statementCreate: async ({ statementById, appearanceById }, { answer, details }) => ({
    statement: answer && (await statementById.load(answer.id)),
    appearance: answer && (await appearanceById.load(answer.appearanceId)),
    candidates: [...(details.candidates ?? [])],
  }),
  statementUpdate: showStatement,
  statementRetract: showStatement,
  statementRestore: showStatement,
  statementPublish: showStatement,
  statementReject: showStatement,
  statementTag: showStatement,
  statementUntag: showStatement,
  async statementsImport({ statementById }, { answer }) {
    const outcomes = (answer?.outcomes ?? []).map(async ({ id, isNew, problems }) => ({
      statement: id === null ? null : await statementById.load(id),
      isNew,
      userErrors: [...problems],
    }));
    return { outcomes: await Promise.all(outcomes) };
  },
  fileImport: async ({ importById }, { answer }) => ({
    import: answer && answer.importId !== null ? await importById.load(answer.importId) : null,
    report: answer?.report ?? null,
  }),
  importUndo: async (_, { answer }) => ({
    removedCount: answer?.removedCount ?? null,
    restoredCount: answer?.restoredCount ?? null,
  }),
  appearanceCreate: showAppearance,
  appearanceUpdate: showAppearance,
  async appearanceDelete(loaders, edited) {
    // The action's answer is the statement; after a conflict, the printing leads to it.
    const printing = edited.answer ? null : await shown(loaders.appearanceById, edited);
    const id = edited.answer?.id ?? printing?.statementId;
    return { statement: id === undefined ? null : await loaders.statementById.load(id) };
  },
  undo: async ({ revisionById }, { answer }) => ({ revision: answer && (await revisionById.load(answer.id)) }),
};
