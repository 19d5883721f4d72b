import { renderToString } from "preact-render-to-string";
import type { Acting, Action, Sent } from "./action.ts";
import { isLongAddress } from "./address/length.ts";
import { type Appearance, type Asset, openAssets } from "./assets.ts";
import type { Execute, Failure } from "./execute.ts";
import { Document } from "./frame/Document.tsx";
import { FramedDocument } from "./frame/FramedDocument.tsx";
import { failurePage, missingPage } from "./frame/failures.tsx";
import { type Interrupted, resendPage, type SignInProps, signedInPage, signInPage } from "./frame/signIn.tsx";
import { documents, type SiteDocument } from "./generated/documents.ts";
import { chooseLanguage, languagesOf } from "./language/languages.ts";
import type { Page, View } from "./page.ts";
import { actions, pages } from "./pages.ts";
import { SPECULATION_RULES } from "./resources/speculationRules.ts";
import { type Resource, resources } from "./resources.ts";
import {
  type Answer,
  ApiFailure,
  type Asked,
  answerOf,
  hereOf,
  isElsewhere,
  leadTo,
  plainText,
  queryAddress,
} from "./server/answers.ts";
import { isEditor } from "./signedIn.ts";

export type { Action, Sent } from "./action.ts";
export { nextAddress, providerPaths } from "./address/signIn.ts";
export type { Execute } from "./execute.ts";
export { KEY_FIELD, type SignInReason } from "./frame/signIn.tsx";
export type { Answer, Asked } from "./server/answers.ts";
export { actions, type Page, pages, resources };

/** The texts of the site's documents by their ids, which the API accepts as `documentId`. */
export const documentTexts: ReadonlyMap<string, string> = new Map(
  Object.values(documents).map(({ id, text }) => [id, text]),
);

export interface SiteOptions extends Appearance {
  /** The archive's name, as readers see it. */
  siteName: string;
  /** The tags of the languages that the interface offers, the first for readers who ask for none of them; all by default. */
  languages?: readonly string[];
  /** The name of the identity provider with which people may sign in; undefined without one. */
  provider?: string | undefined;
}

export interface Site {
  /** The files that browsers load for the pages. */
  assets: readonly Asset[];
  /** Answers a request for a page: address → query → HTML. */
  answer(page: Page, asked: Asked, execute: Execute): Promise<Answer>;
  /** Answers the form of a page that was sent by POST: leads to its address, or shows the page if the address would be too long. */
  answerForm(page: Page, asked: Asked, sent: Sent, execute: Execute): Promise<Answer>;
  /** Does what a form is for, and answers with where that leads, or with the form and its mistakes. */
  act(action: Action, asked: Asked, sent: Sent, execute: Execute): Promise<Answer>;
  /** Answers a request for what programs read. A failure is told in a line of plain text. */
  write(resource: Resource, asked: Asked, execute: Execute): Promise<Answer>;
  /** Says that nothing is at an address, with a search. */
  missing(asked: Asked): Answer;
  /** Says why a page cannot be shown. */
  failed(asked: Asked, failure: Failure): Answer;
  /** Asks for a key; with the fields of a form, if one was sent without a valid key. */
  signIn(asked: Asked, about: Omit<SignInProps, "interrupted" | "provider"> & { sent?: Sent }): Answer;
  /** Leads somebody on who has signed in with the identity provider. */
  signedIn(asked: Asked, about: { next: string; isFormKept: boolean }): Answer;
  /** Offers to send a form again after its sender has signed in. */
  resend(asked: Asked, sent: Sent): Answer;
}

/** Makes the site. It asks nothing but the API, by the function that is handed to it. */
export function createSite({ siteName, languages = [], provider, ...appearance }: SiteOptions): Site {
  const { files: assets, entrances } = openAssets(appearance);
  const offered = languagesOf(languages);
  const lightColors = Object.fromEntries(
    Object.entries(appearance.colors ?? {}).map(([name, { light }]) => [name, light]),
  );
  const languageFor = ({ acceptLanguage }: Asked) => chooseLanguage(acceptLanguage, offered);

  function render(
    view: View,
    asked: Asked,
    status: number,
    { asQuery, isFramed = false }: { asQuery?: string | undefined; isFramed?: boolean | undefined } = {},
  ): Answer {
    const { path, origin, signedIn } = asked;
    const language = languageFor(asked);
    const shown = { view, language, siteName, path, origin };
    const document = isFramed ? (
      <FramedDocument {...shown} styles={entrances.styles} />
    ) : (
      <Document {...shown} here={hereOf(asked)} signedIn={signedIn} entrances={entrances} asQuery={asQuery} />
    );
    const headers = {
      "content-type": "text/html; charset=utf-8",
      "content-language": language.tag,
      vary: "accept-language",
      // Not for those who have signed in: their pages are kept nowhere, and must not be fetched before they are asked for.
      ...(status === 200 && !isFramed && !signedIn && { "speculation-rules": `"${SPECULATION_RULES}"` }),
    };
    return { status, headers, body: `<!doctype html>${renderToString(document)}` };
  }

  const textsFor = (asked: Asked) => languageFor(asked).messages;

  const missing = (asked: Asked, found: { title?: string; search?: string } = {}, isFramed = false): Answer => {
    const t = textsFor(asked);
    const { title = t.notFoundTitle, search = "" } = found;
    return render(missingPage({ title, search }, t), asked, 404, { isFramed });
  };

  const failed = (
    asked: Asked,
    failure: Failure,
    { isFramed = false, interrupted }: { isFramed?: boolean | undefined; interrupted?: Interrupted } = {},
  ): Answer => {
    const { status, view } = failurePage(failure, textsFor(asked), { here: hereOf(asked), interrupted });
    const answer = render(view, asked, status, { isFramed });
    if (failure.retryAfter) answer.headers["retry-after"] = failure.retryAfter;
    return answer;
  };

  const signIn: Site["signIn"] = (asked, { sent, ...props }) => {
    const interrupted = sent && interruptedBy(asked, sent);
    const status = props.reason === "PROVIDER_DOWN" ? 503 : 401;
    const view = signInPage({ ...props, provider, interrupted }, textsFor(asked));
    return render(view, asked, props.reason ? status : 200);
  };

  /** Turns away those who are no editors. */
  function turnAway(asked: Asked, sent?: Sent): Answer {
    if (asked.signedIn) return failed(asked, { code: "FORBIDDEN", message: "" });
    return signIn(asked, { reason: "NEEDED", next: hereOf(asked), ...(sent && { sent }) });
  }

  async function answer(page: Page, asked: Asked, execute: Execute): Promise<Answer> {
    const { isFramed, document } = page;
    if (page.isForEditors && !isEditor(asked.signedIn)) return turnAway(asked);
    const language = languageFor(asked);
    const variables = page.variables(asked);
    if (isElsewhere(variables)) return leadTo(variables.redirect, variables.isPermanent ? 301 : 302);
    const result = await execute(document, variables);
    if ("failure" in result) return failed(asked, result.failure, { isFramed });
    const outcome = page.show(result.data, { address: asked, variables, language, origin: asked.origin });
    if ("redirect" in outcome) return leadTo(outcome.redirect, outcome.isPermanent ? 301 : 302);
    if ("missing" in outcome) return missing(asked, outcome.missing, isFramed);
    return render(outcome.view, asked, 200, { isFramed, asQuery: queryAddress(document, variables) });
  }

  async function answerForm(page: Page, asked: Asked, { fields }: Sent, execute: Execute): Promise<Answer> {
    const address = `${asked.path}?${fields}`;
    return isLongAddress(address) ? answer(page, { ...asked, query: fields }, execute) : leadTo(address, 303);
  }

  async function act(action: Action, asked: Asked, sent: Sent, execute: Execute): Promise<Answer> {
    if (!isEditor(asked.signedIn)) return turnAway(asked, sent);
    try {
      const language = languageFor(asked);
      const asking = { ask: askBy(execute), attempt: execute as Acting["attempt"] };
      const acted = await action.act(sent, { address: asked, language, ...asking });
      if ("failure" in acted) throw new ApiFailure(acted.failure);
      if ("done" in acted) return leadTo(acted.done, 303);
      if ("missing" in acted) return missing(asked, acted.missing);
      return render(acted.view, asked, acted.status ?? 422);
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      return failed(asked, error.failure, { interrupted: interruptedBy(asked, sent) });
    }
  }

  async function write(resource: Resource, asked: Asked, execute: Execute): Promise<Answer> {
    const language = languageFor(asked);
    try {
      const { icon } = entrances;
      const given = { siteName, origin: asked.origin, icon, colors: lightColors, language, ask: askBy(execute) };
      return answerOf(await resource.write(asked, given));
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      const { failure } = error;
      const { status, view } = failurePage(failure, language.messages);
      const later = failure.retryAfter ? { headers: { ...plainText, "retry-after": failure.retryAfter } } : {};
      return { status, headers: plainText, ...later, body: `${view.title}.\n` };
    }
  }

  return {
    assets,
    answer,
    answerForm,
    act,
    write,
    missing,
    failed,
    signIn,
    signedIn: (asked, about) => {
      const answer = render(signedInPage(about, textsFor(asked)), asked, 200);
      // As ASCII, which is all that a header can hold.
      if (!about.isFormKept) answer.headers.refresh = `0; url=${new URL(about.next, asked.origin).href}`;
      return answer;
    },
    resend: (asked, sent) => render(resendPage(interruptedBy(asked, sent), textsFor(asked)), asked, 200),
  };
}

/** Makes the function that runs a document, and throws if the API refuses it. */
function askBy(execute: Execute) {
  return async <Data, Variables>(document: SiteDocument<Data, Variables>, variables: Variables): Promise<Data> => {
    const result = await execute(document, variables);
    if ("failure" in result) throw new ApiFailure(result.failure);
    return result.data as Data;
  };
}

function interruptedBy(asked: Asked, { fields, files }: Sent): Interrupted {
  return { address: hereOf(asked), fields, hadFiles: [...files.values()].some(({ bytes }) => bytes.length > 0) };
}
