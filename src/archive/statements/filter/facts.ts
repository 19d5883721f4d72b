import {
  Prisma,
  type SpeakerKind,
  type SpeakerStatus,
  type StancePosition,
  type StatementKind,
  type TagBasis,
} from "../../../generated/prisma/client.ts";
import { heardIn, heldOn, labelWordsOf } from "../../speakers/roles.ts";

/** Everything that a filter checks in memory, about one published statement. */
export interface StatementFacts {
  id: number;
  speakerId: number | null;
  speakerStatus: SpeakerStatus;
  /** Null without a speaker. */
  speakerKind: SpeakerKind | null;
  /** The words of each role that the speaker, or a member of the group, held on the day. */
  roles: string[];
  /** The speakers to whom it was said. */
  addresseeIds: number[];
  kind: StatementKind;
  saidAt: Date;
  occasionId: number | null;
  language: string;
  /** Its topics and all above them. */
  topicIds: number[];
  tags: { topicId: number; basis: TagBasis }[];
  /** The published ones. */
  stances: { propositionId: number; position: StancePosition }[];
  /** The published statements that it answers. */
  respondsTo: { id: number; uuid: string }[];
  printings: { articleId: number; url: string; fictional: boolean; sourceIds: (number | null)[] }[];
}

/** The SELECT list that reads `StatementFacts` from the table `statement`. */
export const factsColumns = Prisma.sql`statement.id, statement.speaker_id AS "speakerId", statement.speaker_status::text AS "speakerStatus",
  (SELECT kind::text FROM speaker WHERE speaker.id = statement.speaker_id) AS "speakerKind",
  ARRAY(
    SELECT DISTINCT ${labelWordsOf(Prisma.sql`speaker_role.label`)}
    FROM speaker_role
    WHERE speaker_role.speaker_id IN (${heardIn(Prisma.sql`statement.speaker_id`)}) AND ${heldOn(Prisma.sql`statement.said_at`)}
  ) AS roles,
  ARRAY(
    SELECT speaker_id FROM statement_party WHERE statement_party.statement_id = statement.id AND role = 'ADDRESSEE'
  ) AS "addresseeIds", statement.kind::text AS kind,
  statement.said_at AS "saidAt", statement.occasion_id AS "occasionId", statement.language,
  ARRAY(SELECT topic_id FROM statement_topic WHERE statement_topic.statement_id = statement.id) AS "topicIds",
  COALESCE((
    SELECT jsonb_agg(jsonb_build_object('topicId', topic_id, 'basis', basis))
    FROM statement_tag
    WHERE statement_tag.statement_id = statement.id
  ), '[]') AS tags,
  COALESCE((
    SELECT jsonb_agg(jsonb_build_object('propositionId', proposition_id, 'position', position))
    FROM stance
    WHERE stance.statement_id = statement.id AND stance.status = 'PUBLISHED'
  ), '[]') AS stances,
  COALESCE((
    SELECT jsonb_agg(DISTINCT jsonb_build_object('id', target.id, 'uuid', target.uuid))
    FROM statement_link
    JOIN statement AS target ON target.id = statement_link.target_id
    WHERE statement_link.statement_id = statement.id AND statement_link.kind = 'RESPONDS_TO' AND target.status = 'PUBLISHED'
  ), '[]') AS "respondsTo",
  COALESCE((
    SELECT jsonb_agg(jsonb_build_object(
      'articleId', article.id, 'url', article.url, 'fictional', article.fictional, 'sourceIds', jsonb_build_array(article.source_id, article.wire_id)
    ))
    FROM appearance
    JOIN article ON article.id = appearance.article_id
    WHERE appearance.statement_id = statement.id
  ), '[]') AS printings`;
