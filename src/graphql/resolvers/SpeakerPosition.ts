import { writeDate } from "../../document/dates.ts";
import type { SpeakerPositionResolvers } from "../../generated/graphql.ts";
import { statementThen } from "../nodes.ts";
import { required } from "../required.ts";

export const SpeakerPosition: SpeakerPositionResolvers = {
  speaker: ({ speakerId }, _, { loaders }) => required(loaders.speakerById.load(speakerId)),
  proposition: ({ propositionId }, _, { loaders }) => required(loaders.propositionById.load(propositionId)),
  since: ({ since, sincePrecision }) => writeDate(since, sincePrecision),
  statements: async ({ statementIds, asOf }, _, context) =>
    (await Promise.all(statementIds.map((id) => statementThen(context, id, asOf)))).flatMap(
      (statement) => statement ?? [],
    ),
  changes: ({ changes, asOf }) => (asOf ? changes.map((change) => ({ ...change, asOf })) : changes),
};
