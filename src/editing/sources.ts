import { z } from "zod";
import { idsOf } from "../archive/names/referents.ts";
import { completeNoun, url } from "../document/fields.ts";
import { SourceKind } from "../generated/prisma/client.ts";
import { vouchFor } from "../record/assertions.ts";
import { recordNouns } from "../record/nouns.ts";
import type { Edit } from "./edit.ts";
import { lasting, nounChanged, nounMade, optional } from "./inputs.ts";
import { expectFree, replaceNames } from "./names.ts";
import { readInput } from "./problems.ts";
import { expectSeen } from "./versions.ts";

const sourceCreateInput = z
  .object({ ...nounMade, kind: z.enum(SourceKind), url: optional(url) })
  .transform(completeNoun);
const sourceUpdateInput = z.object({ ...nounChanged, kind: lasting(z.enum(SourceKind)), url: url.nullish() });

/** Creates a source (`sourceCreate`). Refuses `TAKEN`. */
export async function createSource({ database, recorder }: Edit, input: unknown): Promise<{ id: number }> {
  const source = readInput(sourceCreateInput, input);
  await expectFree(database, "source", source);
  await recordNouns(database, recorder, {
    sources: [{ ...source, fictional: source.isFictional }],
    speakers: [],
    topics: [],
  });
  const ids = await idsOf(database, "source", [source.slug]);
  return { id: ids.get(source.slug) as number };
}

/** Changes a source (`sourceUpdate`). Refuses `NOT_FOUND`, `CONFLICT`, `TAKEN`. */
export async function updateSource(edit: Edit, input: unknown): Promise<{ id: number }> {
  const { database, recorder } = edit;
  const change = readInput(sourceUpdateInput, input);
  const id = await expectSeen(database, "Source", change);
  await expectFree(database, "source", change, id);
  const { name, kind, url, wikidataId, isFictional: fictional } = change;
  await database.prisma.source.update({ where: { id }, data: { name, kind, url, wikidataId, fictional } });
  await replaceNames(edit, "source", id, change);
  vouchFor(recorder, "SOURCE", [id]);
  return { id };
}
