import { writeDate } from "../../document/dates.ts";
import type { SpeakerPositionResolvers } from "../../generated/graphql.ts";
import { required } from "../required.ts";

export const SpeakerPosition: SpeakerPositionResolvers = {
  speaker: ({ speakerId }, _, { loaders }) => required(loaders.speakerById.load(speakerId)),
  proposition: ({ propositionId }, _, { loaders }) => required(loaders.propositionById.load(propositionId)),
  since: ({ since, sincePrecision }) => writeDate(since, sincePrecision),
  statements: async ({ statementIds }, _, { loaders }) =>
    (await Promise.all(statementIds.map((id) => loaders.statementById.load(id)))).flatMap(
      (statement) => statement ?? [],
    ),
};
