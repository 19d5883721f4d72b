import * as appearances from "../../archive/appearances.ts";
import { encodeGlobalId } from "../../archive/globalIds.ts";
import { writeDate } from "../../document/dates.ts";
import { urnOf } from "../../document/urn.ts";
import type { StatementResolvers } from "../../generated/graphql.ts";
import { connectBelow } from "../connections.ts";
import { connectHistory } from "../histories.ts";
import { loadLinked, loadLinks } from "../linkedStatements.ts";
import { momentOf } from "../moments.ts";
import { required } from "../required.ts";

// A field that the page brought is used as it is; if it is undefined, a loader reads it.
export const Statement: StatementResolvers = {
  id: ({ id, asOf }) => encodeGlobalId("Statement", id, asOf),
  urn: ({ uuid }) => urnOf(uuid),
  asOf: ({ asOf }) => asOf ?? null,
  // A row of a page has only the fields that the page wanted.
  current: ({ id }, _, { loaders }) => loaders.statementById.load(id),
  version: ({ id }, _, { loaders }) => required(loaders.versionOfStatement.load(id)),
  saidOn: ({ saidAt, saidAtPrecision }) => writeDate(saidAt, saidAtPrecision),
  speaker: ({ speaker, speakerId }, _, { loaders }) =>
    speaker === undefined && speakerId !== null ? loaders.speakerById.load(speakerId) : (speaker ?? null),
  speakerRole: ({ speakerRole, speakerId, saidAt }, _, { loaders }) =>
    speakerRole === undefined && speakerId !== null
      ? loaders.roleOn.load({ speakerId, instant: saidAt })
      : (speakerRole ?? null),
  occasion: ({ occasionId }, _, { loaders }) => (occasionId === null ? null : loaders.topicById.load(occasionId)),
  addressees: async ({ id, asOf }, _, context) =>
    (await momentOf(context, asOf).loaders.partiesOfStatement.load(id)).ADDRESSEE,
  via: async ({ id, asOf }, _, context) => (await momentOf(context, asOf).loaders.partiesOfStatement.load(id)).VIA,
  topics: ({ id, topics, asOf }, _, context) => topics ?? momentOf(context, asOf).loaders.topicsOfStatement.load(id),
  stances: ({ id, asOf }, { status }, context) =>
    momentOf(context, asOf).loaders.stances.load({ id, statuses: status ?? ["PUBLISHED"] }),
  links: (row, args, context) => loadLinks(context, "statement", row, args),
  backlinks: (row, args, context) => loadLinks(context, "target", row, args),
  respondsTo: (row, args, context) => loadLinked(context, "statement", "RESPONDS_TO", row, args),
  responses: (row, args, context) => loadLinked(context, "target", "RESPONDS_TO", row, args),
  translationOf: (row, args, context) => loadLinked(context, "statement", "TRANSLATES", row, args),
  translations: (row, args, context) => loadLinked(context, "target", "TRANSLATES", row, args),
  tags: ({ id, asOf }, _, context) => momentOf(context, asOf).loaders.tagsOfStatement.load(id),
  firstAppearance: ({ id, firstAppearance, asOf }, _, context) =>
    firstAppearance ?? loadFirst(momentOf(context, asOf), id, asOf),
  appearances: ({ id, asOf }, args, context) =>
    connectBelow(momentOf(context, asOf), `appearances:${JSON.stringify(args)}`, id, () =>
      appearances.listOfStatement(args, asOf),
    ),
  independentSourceCount: ({ id, asOf }, _, context) => momentOf(context, asOf).loaders.independentSourceCount.load(id),
  assertedBy: ({ originId }, _, { loaders }) => required(loaders.originById.load(originId)),
  history: ({ id }, args, context) => connectHistory("Statement", id, args, context),
};

async function loadFirst({ loaders }: ReturnType<typeof momentOf>, id: number, asOf?: Date) {
  const first = await required(loaders.firstAppearance.load(id));
  return asOf ? { ...first, asOf } : first;
}
