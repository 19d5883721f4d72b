import type { Speaker, SpeakerMember, SpeakerName, SpeakerRole } from "../../generated/prisma/client.ts";
import type { Table } from "./table.ts";

/** The speakers, which are a directory (`names/directory.ts`). */
export const speakerTable = {
  table: "speaker",
  key: ["id"],
  parents: { merged_into_id: "speaker" },
  fields: {
    id: "bigint",
    slug: "text",
    name: "text",
    kind: '"SpeakerKind"',
    description: "text",
    wikidataId: "text",
    fictional: "boolean",
    reviewed: "boolean",
    mergedIntoId: "bigint",
    createdAt: "timestamptz",
  },
} as const satisfies Table<Speaker>;

/** All names of speakers, the main ones included. */
export const speakerNameTable = {
  table: "speaker_name",
  key: ["id"],
  owner: "speaker_id",
  parents: { speaker_id: "speaker" },
  fields: { id: "bigint", speakerId: "bigint", name: "text", normalized: "text", language: "text" },
} as const satisfies Table<SpeakerName>;

/** The roles of speakers. */
export const speakerRoleTable = {
  table: "speaker_role",
  key: ["id"],
  owner: "speaker_id",
  parents: { speaker_id: "speaker" },
  fields: { id: "bigint", speakerId: "bigint", label: "text", organization: "text", startsOn: "text", endsOn: "text" },
} as const satisfies Table<SpeakerRole>;

/** The members of groups; a membership is part of the group. */
export const speakerMemberTable = {
  table: "speaker_member",
  key: ["group_id", "member_id"],
  owner: "group_id",
  parents: { group_id: "speaker", member_id: "speaker" },
  fields: { groupId: "bigint", memberId: "bigint" },
} as const satisfies Table<SpeakerMember>;
