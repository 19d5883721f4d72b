import { through, viewsAsOf } from "../archive/asOf.ts";
import type { Context } from "./context.ts";
import { createLoaders, type Loaders } from "./loaders.ts";

/** The means to read the archive as it is, or as it was at an instant. */
type Moment = Pick<Context, "database" | "loaders" | "childLists">;

/** The moments that a request has asked for so far, by the loaders of its present. */
const moments = new WeakMap<Loaders, Map<number, Moment>>();

/**
 * Returns the means to read the fields of a row that is shown as of an instant; the context itself for a row shown as
 * it is.
 */
export function momentOf(context: Context, asOf: Date | undefined): Moment {
  if (!asOf) return context;
  const known = moments.get(context.loaders) ?? new Map<number, Moment>();
  moments.set(context.loaders, known);
  const moment = known.get(asOf.getTime()) ?? openMoment(context, asOf);
  known.set(asOf.getTime(), moment);
  return moment;
}

function openMoment(context: Context, asOf: Date): Moment {
  const database = through(context.database, viewsAsOf(asOf).all);
  return { database, loaders: createLoaders(database, context.sight), childLists: new Map() };
}
