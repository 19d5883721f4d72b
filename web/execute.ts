import type { SiteDocument } from "./generated/documents.ts";

/** Why a document has no answer: the code of the API's error, and what the API said. */
export interface Failure {
  code: string;
  message: string;
  /** After this many seconds it may be asked again. */
  retryAfter?: string | undefined;
}

/** Runs a document through the API. It returns the answer's data, or the first error. */
export type Execute = (
  document: SiteDocument<unknown, unknown>,
  variables: unknown,
) => Promise<{ data: unknown } | { failure: Failure }>;
