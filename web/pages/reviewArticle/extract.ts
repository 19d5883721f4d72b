import type { Acted, Acting, Action, Sent } from "../../action.ts";
import { REVIEW_ARTICLE, reviewAddress } from "../../address/review.ts";
import { documents } from "../../generated/documents.ts";
import type { SentProblemFragment } from "../../generated/operations.ts";
import { lookUpName, notTaken } from "../lookUpName.ts";
import { reviewArticleView } from "./page.tsx";

type Problem = Pick<SentProblemFragment, "message">;

/** Adds the article that was pasted, finds its statements, and leads to them in the queue. */
export const extractAction: Action = { path: REVIEW_ARTICLE, act: extractPasted };

async function extractPasted({ fields }: Sent, { ask, language }: Acting): Promise<Acted> {
  const given = (name: string) => fields.get(name)?.trim() || undefined;
  const isFictional = given("isFictional") === "yes";
  const problems: Problem[] = [];
  const source = await findPublisher(given("source"), given("addSource") === "yes");
  const wire = given("wire") && (await findPublisher(given("wire"), false));
  const refused = () => ({ view: reviewArticleView(language, { fields, problems }) });
  if (problems.length > 0) return refused();
  const article = {
    headline: given("headline") ?? "",
    body: (fields.get("body") ?? "").replaceAll("\r\n", "\n"),
    publishedAt: given("date") ?? "",
    publishedAtPrecision: "DAY" as const,
    language: given("language") ?? "",
    url: given("url") ?? null,
    source: source ?? "",
    wire: wire ?? null,
    isFictional,
  };
  if (!/^\d{4}-\d\d-\d\d$/.test(article.publishedAt)) {
    problems.push({ message: `${language.messages.review.publishedOn}: ${language.messages.howDatesAreWritten}` });
    return refused();
  }
  const { articleExtract } = await ask(documents.extractArticle, { input: { article } });
  problems.push(...articleExtract.userErrors);
  if (problems.length > 0 || !articleExtract.article) return refused();
  const { id } = articleExtract.article;
  if (articleExtract.proposals.length > 0) return { done: reviewAddress({ isSurestFirst: false, article: id }) };
  return { view: reviewArticleView(language, { unquoting: articleExtract.article }), status: 200 };

  async function findPublisher(name: string | undefined, mayAdd: boolean): Promise<string | undefined> {
    if (name === undefined) return undefined;
    const found = await lookUpName(ask, "source", name);
    if ("slug" in found) return found.slug;
    if (!mayAdd) {
      problems.push({ message: notTaken(name, found, language.messages) });
      return undefined;
    }
    const { sourceCreate } = await ask(documents.addPublisher, { input: { name, kind: "OUTLET", isFictional } });
    problems.push(...sourceCreate.userErrors);
    return sourceCreate.source?.slug;
  }
}
