import type { Proposal } from "../../generated/prisma/client.ts";
import type { Table } from "./table.ts";

/** How extractors found printings, and who reviewed them. */
export const proposalTable = {
  table: "proposal",
  key: ["appearance_id"],
  owner: "appearance_id",
  parents: { appearance_id: "appearance", article_id: "article", reviewer_id: "origin" },
  fields: {
    appearanceId: "bigint",
    articleId: "bigint",
    extractor: "text",
    confidence: "float8",
    speakerName: "text",
    speakerKind: '"SpeakerKind"',
    evidence: "text",
    evidenceStart: "int",
    reasons: '"ProposalReason"[]',
    speakers: "jsonb",
    extents: "jsonb",
    pending: "boolean",
    corrected: "boolean",
    reviewerId: "bigint",
    reviewedAt: "timestamptz",
    createdAt: "timestamptz",
  },
} as const satisfies Table<Proposal>;
