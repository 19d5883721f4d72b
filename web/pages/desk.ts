import type { Acted, Acting, Action, Sent } from "../action.ts";
import { documents, type SiteDocument } from "../generated/documents.ts";
import type { SentProblemFragment } from "../generated/operations.ts";
import type { Language } from "../language/languages.ts";
import { definePage, type View } from "../page.ts";

/** A form that was refused: what is wrong, and what its sender entered. */
export interface Refused {
  problems: readonly SentProblemFragment[];
  fields: URLSearchParams;
}

/** What the view of a desk shows besides the answer to its query. */
export interface DeskProps {
  query: URLSearchParams;
  language: Language;
  refused?: Refused;
}

export interface DeskParts<Data, Variables> {
  path: string;
  document: SiteDocument<Data, Variables>;
  /** Makes the document's variables of an address. */
  variables(query: URLSearchParams): Variables;
  view(data: Data, props: DeskProps): View;
}

/** Declares a page on which editors decide something by forms, with what all of its actions do. */
export function defineDesk<Data, Variables>({ path, document, variables, view }: DeskParts<Data, Variables>) {
  /** Shows the desk as it is now, with what is wrong with a form. */
  async function refuse(
    { fields }: Sent,
    { ask, address, language }: Acting,
    problems: readonly SentProblemFragment[],
  ): Promise<Acted> {
    const { query } = address;
    return { view: view(await ask(document, variables(query)), { query, language, refused: { problems, fields } }) };
  }

  return {
    page: definePage({
      path,
      isForEditors: true,
      document,
      variables: ({ query }) => variables(query),
      show: (data: Data, { address, language }) => ({ view: view(data, { query: address.query, language }) }),
    }),
    refuse,
    /** Makes the action that undoes the change of a form's `revision`, and leads to the address that tells of it. */
    undo(addressOf: (revision: string, query: URLSearchParams) => string): Action["act"] {
      return async (sent, acting) => {
        const revision = sent.fields.get("revision") ?? "";
        const { undo } = await acting.ask(documents.undoDecision, { input: { revision } });
        if (undo.userErrors.length > 0) return refuse(sent, acting, undo.userErrors);
        return { done: addressOf(revision, acting.address.query) };
      };
    },
  };
}
