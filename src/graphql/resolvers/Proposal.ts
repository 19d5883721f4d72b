import type { OtherExtent, OtherSpeaker } from "../../archive/appearances/proposals.ts";
import { encodeGlobalId } from "../../archive/globalIds.ts";
import type { ProposalResolvers } from "../../generated/graphql.ts";
import { required } from "../required.ts";

export const proposalFields: ProposalResolvers = {
  id: ({ id }) => encodeGlobalId("Proposal", id),
  version: ({ id }, _, { loaders }) => required(loaders.versionOfProposal.load(id)),
  statement: ({ statementId }, _, { loaders }) => required(loaders.statementById.load(statementId)),
  appearance: ({ id }, _, { loaders }) => required(loaders.appearanceById.load(id)),
  article: ({ articleId }, _, { loaders }) => required(loaders.articleById.load(articleId)),
  namesakes: ({ speakerName }, _, { loaders }) => (speakerName === null ? [] : loaders.namesakes.load(speakerName)),
  evidence: ({ evidence: exact, evidenceStart: start }) => (exact === null || start === null ? null : { exact, start }),
  otherSpeakers: ({ speakers }) => speakers as unknown as OtherSpeaker[],
  otherExtents: ({ extents }) => extents as unknown as OtherExtent[],
  before: async ({ id }, _, { loaders }) => (await required(loaders.surroundings.load(id))).before,
  after: async ({ id }, _, { loaders }) => (await required(loaders.surroundings.load(id))).after,
  isPending: ({ pending }) => pending,
  isCorrected: ({ corrected }) => corrected,
  reviewedBy: ({ reviewerId }, _, { loaders }) => (reviewerId === null ? null : loaders.originById.load(reviewerId)),
};
