import type { Topic, TopicBroader, TopicName } from "../../generated/prisma/client.ts";
import type { Table } from "./table.ts";

/** The topics, which are a directory (`names/directory.ts`). */
export const topicTable = {
  table: "topic",
  key: ["id"],
  fields: {
    id: "bigint",
    slug: "text",
    name: "text",
    kind: '"TopicKind"',
    description: "text",
    wikidataId: "text",
    fictional: "boolean",
    startsOn: "text",
    endsOn: "text",
    place: "text",
    createdAt: "timestamptz",
  },
  // Only an event has dates and a place, and is the occasion of statements.
  late: {
    column: "kind",
    unlessValue: "EVENT",
    when: `num_nonnulls(topic.starts_on, topic.ends_on, topic.place) = 0
  AND NOT EXISTS (SELECT FROM statement WHERE occasion_id = topic.id)`,
  },
} as const satisfies Table<Topic>;

/** All names of topics, the main ones included. */
export const topicNameTable = {
  table: "topic_name",
  key: ["id"],
  owner: "topic_id",
  parents: { topic_id: "topic" },
  fields: { id: "bigint", topicId: "bigint", name: "text", normalized: "text", language: "text", ambiguous: "boolean" },
} as const satisfies Table<TopicName>;

/** Which topics are directly broader than others; the link is part of the narrower topic. */
export const topicBroaderTable = {
  table: "topic_broader",
  key: ["narrower_id", "broader_id"],
  owner: "narrower_id",
  parents: { narrower_id: "topic", broader_id: "topic" },
  fields: { narrowerId: "bigint", broaderId: "bigint" },
} as const satisfies Table<TopicBroader>;
