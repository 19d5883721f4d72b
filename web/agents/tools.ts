import { z } from "zod";
import { propositionAddress, speakerAddress, topicAddress } from "../address/nouns.ts";
import { documents, type SiteDocument } from "../generated/documents.ts";
import { cite, countOf, type Facts, meanings } from "./answers.ts";

/** Runs a document through the API. It returns the answer's data; it throws an error with a message for the asker. */
export type Ask = <Data, Variables>(document: SiteDocument<Data, Variables>, variables: Variables) => Promise<Data>;

/** What tools work with: the API, and the address under which the asker knows the site. */
export interface Desk {
  ask: Ask;
  origin: string;
}

/** A question that an assistant may put to the archive. */
interface Tool<Input extends z.ZodRawShape = z.ZodRawShape> {
  name: string;
  title: string;
  description: string;
  input: Input;
  answer(input: z.infer<z.ZodObject<Input>>, desk: Desk): Promise<Facts>;
}

/** Declares a tool. It does nothing but check the types of its parts against each other. */
const defineTool = <Input extends z.ZodRawShape>(tool: Tool<Input>): Tool => tool as unknown as Tool;

const LONGEST_NAME = 300;

const name = (what: string) => z.string().trim().min(1).max(LONGEST_NAME).describe(what);
const speakerName = name("A speaker's name in any language or script, or a slug");
const topicName = name("A topic's name in any language or script, or a slug; narrower topics count too");
const day = z.string().refine(isDate, "Write a year, month or day: 2018, 2018-09 or 2018-09-07.");

/** Whether a text is a year, a month or a day of the calendar. */
function isDate(text: string): boolean {
  if (!/^\d{4}(-\d\d(-\d\d)?)?$/u.test(text)) return false;
  const time = new Date(`${`${text}-01-01`.slice(0, 10)}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text);
}

const search = defineTool({
  name: "search_statements",
  title: "Search statements",
  description:
    "Finds who said what, about what and when, with the article that printed it. Narrow by speaker, topic, words of the text and days; newest first. Quote only what the result calls verbatim.",
  input: {
    speaker: speakerName.optional(),
    topic: topicName.optional(),
    words: z
      .string()
      .max(2_000)
      .optional()
      .describe('Words in the text, as web search engines read them: "in a row", -without, this OR that'),
    from: day.optional().describe("Said on or after this year, month or day"),
    to: day.optional().describe("Said on or before this year, month or day"),
    first: z.number().int().min(1).max(20).default(10).describe("How many statements, at most 20"),
    after: z.string().optional().describe("`next` of an earlier answer: continues that list"),
  },
  async answer({ speaker, topic, words, from, to, first, after }, { ask, origin }) {
    const filter = {
      ...(speaker && { speaker: [speaker] }),
      ...(topic && { topic: [topic] }),
      ...(words && { text: words }),
      ...((from || to) && { said: { from, to } }),
    };
    const { statements } = await ask(documents.agentSearch, { filter, first, ...(after && { after }) });
    if (!statements) return {};
    const { pageInfo, nodes, matched } = statements;
    return {
      names: meanings(matched),
      count: countOf(statements),
      statements: nodes.map((statement) => cite(statement, origin)),
      ...(pageInfo.hasNextPage && { next: pageInfo.endCursor }),
    };
  },
});

const verify = defineTool({
  name: "verify_quote",
  title: "Verify a quotation",
  description:
    "Checks whether words are on record and whose they are, before they are quoted. `wording` tells how exactly they are on record, `attribution` whether they are the given speaker's; each match shows the words that differ. Words that are not on record may still have been said: the archive does not have everything.",
  input: {
    words: z.string().trim().min(1).max(5_000).describe("The quotation"),
    speaker: speakerName.optional().describe("Who is said to have said it"),
  },
  async answer({ words, speaker }, { ask, origin }) {
    const { verifyQuote } = await ask(documents.verify, { text: words, speaker, isAsked: true });
    if (!verifyQuote) return {};
    const { wording, attribution, matches, matched } = verifyQuote;
    return {
      names: meanings(matched),
      wording,
      attribution,
      matches: matches.map((match) => ({
        wording: match.wording,
        attribution: match.attribution,
        differences: match.parts
          .filter(({ change }) => change !== "SAME")
          .map(({ change, text, given }) => ({
            change,
            onRecord: change === "ADDED" ? null : text,
            given: change === "ADDED" ? text : given,
          })),
        ...cite(match.statement, origin, match.appearance),
      })),
    };
  },
});

const speaker = defineTool({
  name: "speaker",
  title: "Look a speaker up",
  description:
    "Tells who a speaker is: roles with their days, positions, what they speak about, and their latest statements.",
  input: { name: speakerName },
  async answer(input, { ask, origin }) {
    const { statements } = await ask(documents.agentSpeaker, { names: [input.name] });
    if (!statements) return {};
    const { nodes, matched, facets } = statements;
    return {
      names: meanings(matched),
      speakers: matched.speakers.map(({ slug, positions, ...person }) => ({
        ...person,
        positions: positions.map(({ proposition, ...position }) => ({ on: proposition.name, ...position })),
        page: `${origin}${speakerAddress(slug)}`,
      })),
      count: countOf(statements),
      topics: facets.topics.map(({ count, node }) => ({ topic: node.name, count })),
      years: facets.years.map(({ count, value }) => ({ year: value, count })),
      latest: nodes.map((statement) => cite(statement, origin)),
    };
  },
});

const topic = defineTool({
  name: "topic",
  title: "Look a topic up",
  description: "Tells what a topic is, who speaks about it and when, and the latest statements on it.",
  input: { name: topicName },
  async answer(input, { ask, origin }) {
    const { statements } = await ask(documents.agentTopic, { names: [input.name] });
    if (!statements) return {};
    const { nodes, matched, facets } = statements;
    return {
      names: meanings(matched),
      topics: matched.topics.map(({ slug, broader, ...subject }) => ({
        ...subject,
        broader: broader.map((wider) => wider.name),
        page: `${origin}${topicAddress(slug)}`,
      })),
      count: countOf(statements),
      speakers: facets.speakers.map(({ count, node }) => ({ speaker: node.name, count })),
      years: facets.years.map(({ count, value }) => ({ year: value, count })),
      latest: nodes.map((statement) => cite(statement, origin)),
    };
  },
});

const compare = defineTool({
  name: "compare",
  title: "Compare speakers",
  description: "Puts the latest statements of two to four speakers side by side, on one topic if one is given.",
  input: {
    speakers: z.array(speakerName).min(2).max(4),
    topic: topicName.optional(),
    first: z.number().int().min(1).max(10).default(5).describe("How many statements of each, at most 10"),
  },
  async answer({ speakers, topic: on, first }, { ask, origin }) {
    const columns = speakers.map(async (given) => {
      const filter = { speaker: [given], ...(on && { topic: [on] }) };
      const { statements } = await ask(documents.agentSearch, { filter, first });
      if (!statements) return { given };
      return {
        given,
        names: meanings(statements.matched),
        count: countOf(statements),
        statements: statements.nodes.map((statement) => cite(statement, origin)),
      };
    });
    return { speakers: await Promise.all(columns) };
  },
});

const positions = defineTool({
  name: "positions",
  title: "Who is for it, who is against it",
  description:
    "Finds propositions by topic or words, and tells for each speaker the position of their latest statement on it, since when, and the statements that it rests on. Every position was judged by a person or an import.",
  input: {
    topic: topicName.optional(),
    words: name("Words of the proposition, such as ceasefire").optional(),
  },
  async answer({ topic: about, words }, { ask, origin }) {
    const filter = { ...(about && { topic: [about] }), ...(words && { text: words }) };
    const topics = about ? [about] : null;
    const { propositions, onTopic } = await ask(documents.agentPositions, {
      filter,
      topics,
      hasTopic: topics !== null,
    });
    if (!propositions) return {};
    return {
      names: onTopic ? meanings(onTopic.matched) : [],
      count: propositions.totalCount,
      propositions: propositions.nodes.map(({ slug, name: claim, positions: held }) => ({
        proposition: claim,
        positions: held.map(({ speaker: { name: who }, statements, ...position }) => ({
          speaker: who,
          ...position,
          statements: statements.map((statement) => cite(statement, origin)),
        })),
        page: `${origin}${propositionAddress(slug)}`,
      })),
    };
  },
});

/** Every tool of the archive, in the order in which assistants see them. */
export const tools: readonly Tool[] = [search, verify, speaker, topic, compare, positions];
