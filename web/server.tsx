import { renderToString } from "preact-render-to-string";
import { readAssets, readEntrances } from "./assets.ts";
import type { Execute, Failure } from "./execute.ts";
import { Document } from "./frame/Document.tsx";
import { FramedDocument } from "./frame/FramedDocument.tsx";
import { failurePage, missingPage } from "./frame/failures.tsx";
import { documents, type SiteDocument } from "./generated/documents.ts";
import { chooseLanguage, type Language } from "./language/languages.ts";
import type { Address, Page, View } from "./page.ts";
import { pages } from "./pages.ts";
import { type Resource, resources, type Written } from "./resources.ts";

export type { Execute } from "./execute.ts";
export { type Page, pages, readAssets, resources };

/** The texts of the site's documents by their ids, which the API accepts as `documentId`. */
export const documentTexts: ReadonlyMap<string, string> = new Map(
  Object.values(documents).map(({ id, text }) => [id, text]),
);

/** A reader's request. */
export interface Asked extends Address {
  /** The scheme, host and port under which the reader knows the site: `https://onrecord.example`. */
  origin: string;
  /** The header `Accept-Language`. */
  acceptLanguage: string | undefined;
}

/** The answer to a reader's request. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  /** A whole HTML page, or the text of a resource; empty if the answer leads elsewhere. */
  body: string;
}

export interface SiteOptions {
  /** The archive's name, as the masthead shows it. */
  siteName: string;
}

export interface Site {
  /** Answers a request for a page: address → query → HTML. */
  answer(page: Page, asked: Asked, execute: Execute): Promise<Answer>;
  /** Answers a request for what programs read. A failure is told in a line of plain text. */
  write(resource: Resource, asked: Asked, execute: Execute): Promise<Answer>;
  /** Says that nothing is at an address, with a search. */
  missing(asked: Asked): Answer;
  /** Says why a page cannot be shown. */
  failed(asked: Asked, failure: Failure): Answer;
}

/** Makes the site. It asks nothing but the API, by the function that is handed to it. */
export function createSite({ siteName }: SiteOptions): Site {
  const entrances = readEntrances();

  function render(
    view: View,
    { path, origin }: Asked,
    language: Language,
    status: number,
    { asQuery, isFramed = false }: { asQuery?: string; isFramed?: boolean | undefined } = {},
  ): Answer {
    const shown = { view, language, siteName, path, origin };
    const document = isFramed ? (
      <FramedDocument {...shown} styles={entrances.styles} />
    ) : (
      <Document {...shown} entrances={entrances} asQuery={asQuery} />
    );
    const headers = {
      "content-type": "text/html; charset=utf-8",
      "content-language": language.tag,
      vary: "accept-language",
    };
    return { status, headers, body: `<!doctype html>${renderToString(document)}` };
  }

  const missing = (asked: Asked, found: { title?: string; search?: string } = {}, isFramed = false): Answer => {
    const language = chooseLanguage(asked.acceptLanguage);
    const { title = language.messages.notFoundTitle, search = "" } = found;
    return render(missingPage({ title, search }, language.messages), asked, language, 404, { isFramed });
  };

  const failed = (asked: Asked, failure: Failure, isFramed = false): Answer => {
    const language = chooseLanguage(asked.acceptLanguage);
    const { status, view } = failurePage(failure, language.messages);
    const answer = render(view, asked, language, status, { isFramed });
    if (failure.retryAfter) answer.headers["retry-after"] = failure.retryAfter;
    return answer;
  };

  async function answer(page: Page, asked: Asked, execute: Execute): Promise<Answer> {
    const language = chooseLanguage(asked.acceptLanguage);
    const variables = page.variables(asked);
    if (isElsewhere(variables)) return leadTo(variables);
    const result = await execute(page.document, variables);
    if ("failure" in result) return failed(asked, result.failure, page.isFramed);
    const outcome = page.show(result.data, { address: asked, variables, language, origin: asked.origin });
    if ("redirect" in outcome) return leadTo(outcome);
    if ("missing" in outcome) return missing(asked, outcome.missing, page.isFramed);
    const { isFramed, document } = page;
    return render(outcome.view, asked, language, 200, { isFramed, asQuery: queryAddress(document, variables) });
  }

  async function write(resource: Resource, asked: Asked, execute: Execute): Promise<Answer> {
    const language = chooseLanguage(asked.acceptLanguage);
    async function ask<Data, Variables>(document: SiteDocument<Data, Variables>, variables: Variables): Promise<Data> {
      const result = await execute(document, variables);
      if ("failure" in result) throw new Refusal(result.failure);
      return result.data as Data;
    }
    try {
      const { icon } = entrances;
      return answerOf(await resource.write(asked, { siteName, origin: asked.origin, icon, language, ask }));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { failure } = error;
      const { status, view } = failurePage(failure, language.messages);
      const later = failure.retryAfter ? { headers: { ...plainText, "retry-after": failure.retryAfter } } : {};
      return { status, headers: plainText, ...later, body: `${view.title}.\n` };
    }
  }

  return { answer, write, missing, failed };
}

/** A failure of the API, which ends the writing of a resource. */
class Refusal extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

const plainText = { "content-type": "text/plain; charset=utf-8" };

function answerOf(written: Written): Answer {
  if ("redirect" in written) return leadTo({ ...written, isPermanent: false });
  if ("problem" in written) return { status: written.status, headers: plainText, body: `${written.problem}\n` };
  return { status: 200, headers: { "content-type": written.type }, body: written.text };
}

function isElsewhere(variables: unknown): variables is { redirect: string; isPermanent: boolean } {
  return typeof variables === "object" && variables !== null && "redirect" in variables;
}

function leadTo({ redirect, isPermanent }: { redirect: string; isPermanent: boolean }): Answer {
  return { status: isPermanent ? 301 : 302, headers: { location: redirect }, body: "" };
}

/** Writes the address at which the page's query can be changed and run. */
function queryAddress(document: SiteDocument<unknown, unknown>, variables: unknown): string {
  return `/graphql?${new URLSearchParams({ documentId: document.id, variables: JSON.stringify(variables) })}`;
}
