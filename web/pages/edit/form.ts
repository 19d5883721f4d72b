import { nounAddress, statementAddress } from "../../address/nouns.ts";
import { documents, type SiteDocument } from "../../generated/documents.ts";
import { type FormDescription, forms } from "../../generated/forms.ts";
import type { EditedFragment } from "../../generated/operations.ts";
import type { Candidate } from "./passage.ts";
import type { FormProblem } from "./problems.ts";

/** What a form changes. It also has the values that the form shows, under the names of the input's fields. */
export type Edited = Extract<EditedFragment, { version: string }>;

/** The answer to a form that was sent. */
export interface SentAnswer {
  sent: { noun: Edited | null; candidates?: readonly Candidate[]; userErrors: readonly FormProblem[] };
}

export type Opens = SiteDocument<{ noun?: Edited | null }, { id?: string }>;
export type Sends = SiteDocument<SentAnswer, { input: Record<string, unknown> }>;

/** The form of a mutation, with its documents. */
export interface Form extends Omit<FormDescription, "opens" | "sends"> {
  opens: Opens;
  sends: Sends;
}

/** All forms. Their documents are made for them, so that what they return has the same names in all. */
export const allForms: readonly Form[] = forms.map(({ opens, sends, ...form }) => ({
  ...form,
  opens: documents[opens ?? "formOpens"] as unknown as Opens,
  sends: documents[sends] as unknown as Sends,
}));

const lists: Readonly<Record<string, string>> = {
  Speaker: "/speakers",
  Topic: "/topics",
  Source: "/sources",
  Proposition: "/propositions",
};

/** Returns the address to which an edit leads: the page of what was edited, or, if that is gone, the list of its kind. */
export function addressAfter({ noun: type }: Form, noun: Edited | null): string {
  if (!noun) return lists[type] ?? "/statements";
  return noun.__typename === "Appearance" ? statementAddress(noun.statement.urn) : nounAddress(noun);
}

/** Returns what a form calls the thing that it changes. */
export function nameOfEdited(noun: Edited): string {
  if ("name" in noun) return noun.name;
  return "headline" in noun ? noun.headline : noun.text;
}
