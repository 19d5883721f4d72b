import type { OriginKind } from "../generated/prisma/client.ts";

/**
 * The origin that asserts what is recorded: a person, an import or an extractor, with a version if that matters. A
 * later version of the same kind and name may change and remove what an earlier one has recorded.
 */
export interface Asserter {
  kind: OriginKind;
  name: string;
  version?: string;
  /** The id of the import whose files this origin corrects: they count as earlier versions of it, whatever their names. */
  replaces?: number | undefined;
}

/** A person who edits. The history shows the name; the version distinguishes keys of one name. */
export type Editor = Asserter & { kind: "PERSON"; version: string };
