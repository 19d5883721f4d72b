import { InputError } from "../lists/inputError.ts";
import type { Named } from "./directory.ts";

/** Names that mean nothing, and what may have been meant. */
interface Unmatched {
  given: string;
  suggestions: readonly Named[];
}

/** None of the names in a field of a filter means anything, so that the filter can find nothing. */
export class NameNotFound extends InputError {
  /** What may have been meant, best first. */
  readonly suggestions: { slug: string; name: string }[];

  constructor(argument: string, noun: string, names: readonly Unmatched[]) {
    super(argument, names.map((name) => describeUnmatched(noun, name)).join(" "));
    this.suggestions = names.flatMap(({ suggestions }) => suggestions.map(({ slug, name }) => ({ slug, name })));
  }
}

/** Says that a name means nothing, and what may have been meant. */
export function describeUnmatched(noun: string, { given, suggestions }: Unmatched): string {
  const likely = suggestions.map(({ name, slug }) => `${name} (${slug})`);
  const question =
    likely.length > 0 ? ` Did you mean ${new Intl.ListFormat("en", { type: "disjunction" }).format(likely)}?` : "";
  return `No ${noun} bears the name “${given}”.${question}`;
}
