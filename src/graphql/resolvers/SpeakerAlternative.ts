import type { SpeakerAlternativeResolvers } from "../../generated/graphql.ts";

export const SpeakerAlternative: SpeakerAlternativeResolvers = {
  kind: ({ kind }) => kind ?? null,
  namesakes: ({ name }, _, { loaders }) => loaders.namesakes.load(name),
};
