import type { OriginKind } from "../generated/prisma/client.ts";

/**
 * Who asserts what is recorded: a person, an import, an extractor; with a version where that matters. What one version
 * has recorded, a later one of the same kind and name may change and remove.
 */
export interface Asserter {
  kind: OriginKind;
  name: string;
  version?: string;
}

/** Who edits. The name is shown in the history; the version tells keys of one name apart. */
export type Editor = Asserter & { kind: "PERSON"; version: string };
