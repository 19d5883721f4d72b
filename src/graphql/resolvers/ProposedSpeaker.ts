import type { ProposedSpeakerResolvers } from "../../generated/graphql.ts";

export const ProposedSpeaker: ProposedSpeakerResolvers = {
  kind: ({ kind }) => kind ?? null,
  namesakes: ({ name }, _, { loaders }) => loaders.namesakes.load(name),
};
