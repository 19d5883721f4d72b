import { encodeGlobalId } from "../../archive/globalIds.ts";
import type { RevisionResolvers } from "../../generated/graphql.ts";
import { withoutBodies } from "../../history/changes.ts";
import { readUndoneImport } from "../../history/undoneImports.ts";
import { loadTouched } from "../nodes.ts";
import { required } from "../required.ts";

export const Revision: RevisionResolvers = {
  id: ({ id }) => encodeGlobalId("Revision", id),
  by: ({ originId }, _, { loaders }) => required(loaders.originById.load(originId)),
  nodes: async ({ id }, _, { loaders }) => loadTouched(loaders, await loaders.nodesOfRevision.load(id)),
  changes: async ({ id }, _, { loaders, seesBodies }) => {
    const changes = await loaders.changesOfRevision.load(id);
    return seesBodies ? changes : withoutBodies(changes);
  },
  undoes: ({ undoesId }, _, { loaders }) => (undoesId === null ? null : loaders.revisionById.load(undoesId)),
  undoneImport: ({ undoneImport }) => readUndoneImport(undoneImport),
  undoneBy: ({ id }, _, { loaders }) => loaders.undoneBy.load(id),
};
