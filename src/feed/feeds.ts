import type { StatementFilter } from "../archive/statements/filter.ts";
import type { Changed, ChangeWish } from "./changes.ts";
import type { Feed, Told } from "./feed.ts";
import type { Published } from "./publications.ts";

/** Everything that can be followed. */
export interface Feeds {
  published: Feed<Published, StatementFilter>;
  changed: Feed<Changed, ChangeWish>;
}

export type PublicationRow = Told<Published>;
export type ChangeRow = Told<Changed>;
