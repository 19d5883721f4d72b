import type { Execute } from "../execute.ts";
import type { Ask } from "./tools.ts";

/** Makes the function by which tools ask, of one that runs documents. A refusal becomes an error with the API's own words. */
export function askThrough(execute: Execute): Ask {
  return async (document, variables) => {
    const result = await execute(document, variables);
    if ("failure" in result)
      throw new Error(result.failure.message || refusals[result.failure.code] || result.failure.code);
    return result.data as never;
  };
}

const refusals: Readonly<Record<string, string>> = {
  TIMEOUT: "The archive took too long to answer. Ask for less, or try again later.",
};
