import type { SpeakerRoleResolvers } from "../../generated/graphql.ts";

export const SpeakerRole: SpeakerRoleResolvers = {
  id: ({ id }) => Buffer.from(`SpeakerRole:${id}`).toString("base64url"),
};
