/** What a name that somebody types may be the name of, in the order in which it is offered. An event is a topic, too. */
export const sorts = ["speaker", "topic", "event", "source", "proposition"] as const;

export type Sort = (typeof sorts)[number];

/** Returns the variables of a document that looks for names of these sorts only. */
export function flagsOf(wanted: readonly Sort[]) {
  return {
    isSpeaker: wanted.includes("speaker"),
    isTopic: wanted.includes("topic"),
    isEvent: wanted.includes("event"),
    isSource: wanted.includes("source"),
    isProposition: wanted.includes("proposition"),
  };
}
