import { urnOf } from "../address/nouns.ts";
import { paintInThread } from "../card/paintInThread.ts";
import { drawCard } from "../card/StatementCard.tsx";
import { documents } from "../generated/documents.ts";
import type { Resource } from "./resource.ts";

/** The picture of a statement that networks and messengers show beside a link to it. */
export const statementCard: Resource = {
  path: "/statements/:urn/card.png",
  isPainted: true,
  async write({ parts }, { siteName, colors, language, ask }) {
    const { statement } = await ask(documents.card, { urn: urnOf(parts.urn ?? "") });
    if (!statement) return { status: 404, problem: language.messages.noSuchStatement };
    const svg = drawCard(statement, siteName, language, colors);
    if (svg === null) return { status: 404, problem: "This statement has no picture." };
    return { type: "image/png", picture: await paintInThread(svg) };
  },
};
