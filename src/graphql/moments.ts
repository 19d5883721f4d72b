import { through, viewsAsOf } from "../archive/asOf.ts";
import type { Context } from "./context.ts";
import { createLoaders, type Loaders } from "./loaders.ts";

/** What is asked by: of the archive as it is, or as it stood at an instant. */
type Moment = Pick<Context, "database" | "loaders" | "childLists">;

/** The moments that a request has asked for, by the loaders of its now. */
const moments = new WeakMap<Loaders, Map<number, Moment>>();

/** By what the fields of a row are asked that is shown as of an instant; by the context's own where it is shown as it is. */
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
  return { database, loaders: createLoaders(database), childLists: new Map() };
}
