import { articleAddress } from "../../address/nouns.ts";
import { REVIEW, REVIEW_ARTICLE } from "../../address/review.ts";
import { documents } from "../../generated/documents.ts";
import type { SentProblemFragment } from "../../generated/operations.ts";
import type { Language } from "../../language/languages.ts";
import { definePage, type View } from "../../page.ts";
import { useMessages } from "../../views/reading.ts";
import { Problems } from "../review/Problems.tsx";

/** An article that was read and in which nothing was found. */
export interface Unquoting {
  id: string;
  headline: string;
}

export interface ReviewArticleProps {
  fields?: URLSearchParams;
  problems?: readonly Pick<SentProblemFragment, "message">[];
  unquoting?: Unquoting;
}

/** A form that takes an article, in which statements are then found and proposed. */
export const reviewArticlePage = definePage({
  path: REVIEW_ARTICLE,
  isForEditors: true,
  document: documents.reviewArticle,
  variables: () => ({}),
  show: (_, { language }) => ({ view: reviewArticleView(language, {}) }),
});

/** Makes the view of the form. */
export function reviewArticleView(language: Language, props: ReviewArticleProps): View {
  return {
    title: language.messages.review.pasteArticle,
    isUnlisted: true,
    main: <ReviewArticle {...props} language={language.tag} />,
  };
}

function ReviewArticle({ fields, problems, unquoting, language }: ReviewArticleProps & { language: string }) {
  const t = useMessages().review;
  const given = (name: string) => fields?.get(name) ?? "";
  return (
    <div class="review">
      <h1>{t.pasteArticle}</h1>
      <p class="lead">{t.articleLead}</p>
      {problems && <Problems problems={problems} />}
      {unquoting && (
        <p class="notice" role="status">
          {t.noStatementsFound}{" "}
          <a href={articleAddress(unquoting.id)} dir="auto">
            {unquoting.headline}
          </a>
        </p>
      )}
      <form class="fields" action={REVIEW_ARTICLE} method="post">
        <label for="article-body">{t.articleText}</label>
        <textarea
          id="article-body"
          name="body"
          rows={12}
          maxLength={100_000}
          dir="auto"
          required
          value={given("body")}
        />
        <label for="article-headline">{t.headline}</label>
        <input id="article-headline" name="headline" maxLength={1_000} dir="auto" required value={given("headline")} />
        <label for="article-source">{t.publisher}</label>
        <input id="article-source" name="source" maxLength={300} dir="auto" required value={given("source")} />
        <p>
          <input id="add-source" type="checkbox" name="addSource" value="yes" checked={given("addSource") === "yes"} />{" "}
          <label for="add-source">{t.addPublisher}</label>
        </p>
        <label for="article-date">{t.publishedOn}</label>
        <input id="article-date" name="date" type="date" required value={given("date")} />
        <label for="article-url">{t.address}</label>
        <input id="article-url" name="url" type="url" maxLength={2_000} value={given("url")} />
        <label for="article-wire">{t.agency}</label>
        <input id="article-wire" name="wire" maxLength={300} dir="auto" value={given("wire")} />
        <label for="article-language">{t.articleLanguage}</label>
        <input id="article-language" name="language" maxLength={35} required value={given("language") || language} />
        <p>
          <input id="made-up" type="checkbox" name="isFictional" value="yes" checked={given("isFictional") === "yes"} />{" "}
          <label for="made-up">{t.madeUp}</label>
        </p>
        <button type="submit">{t.findStatements}</button>
      </form>
      <p>
        <a href={REVIEW}>{t.title}</a>
      </p>
    </div>
  );
}
