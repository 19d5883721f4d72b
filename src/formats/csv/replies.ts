import type { LinkEntry } from "../../document/document.ts";
import { uuidIn } from "../../document/urn.ts";
import type { Defaults, Reading } from "../drafts.ts";
import type { Place } from "../rejections.ts";
import { articleAddress } from "./articles.ts";
import type { PlaceOf, RowDraft } from "./statement.ts";

type RowReference = LinkEntry["target"];

/** A row that answers others, which may stand below it. */
interface Reply {
  place: Place;
  statement: RowReference;
  to: readonly string[];
}

/** Limits on the ids that are kept in memory for the rows that answer theirs. */
const MOST_IDS = 100_000;
const MOST_ID_CHARACTERS = 10_000_000;

/**
 * Gathers which rows answer which others, by the columns `in reply to` and `id`, so that they can be linked when all rows are recorded.
 * A cell names the id of another row of the table, or the URN of a statement on record. The archive's own ids mean nothing in a file:
 * another archive gives the same ones to other statements.
 */
export function gatherReplies(defaults: Defaults, { isAsked }: { isAsked: boolean }) {
  const rows = new Map<string, RowReference | null>();
  const replies: Reply[] = [];
  let characters = 0;
  const isFull = () => rows.size >= MOST_IDS || characters >= MOST_ID_CHARACTERS;
  return {
    add(row: RowDraft, placeOf: PlaceOf): void {
      if (!isAsked) return;
      const { id, inReplyTo = [], statement } = row;
      const reference = { article: articleAddress(row, defaults), exact: statement.appearance.passage.exact };
      // An id that two rows have identifies neither.
      if (id && !isFull()) {
        rows.set(id, rows.has(id) ? null : reference);
        characters += id.length + reference.article.length + reference.exact.length;
      }
      if (inReplyTo.length > 0) replies.push({ place: placeOf("inReplyTo"), statement: reference, to: inReplyTo });
    },
    /** Yields the links, and a rejection for each cell that names no statement. */
    *finish(): Generator<Reading> {
      for (const { place, statement, to } of replies) {
        for (const name of to) {
          const target = uuidIn(name) === null ? rows.get(name) : name;
          if (target && JSON.stringify(target) !== JSON.stringify(statement)) {
            yield { link: { place, entry: { statement, kind: "RESPONDS_TO", target }, isRecord: false } };
          } else yield { rejected: { place, code: "MALFORMED", message: faultOf(name, target, isFull()) } };
        }
      }
    },
  };
}

function faultOf(name: string, target: RowReference | null | undefined, isFull: boolean): string {
  const shown = name.length > 40 ? `${name.slice(0, 40)}…` : name;
  if (target) return `The row is in reply to itself (“${shown}”): write the id of another row.`;
  if (target === null) return `Several rows have the id “${shown}”: give each its own. The row is not linked.`;
  if (isFull) return `The table has too many rows with ids to find “${shown}”: split it. The row is not linked.`;
  return `No row has the id “${shown}”: write the id of a row of this table, or the URN of a statement. The row is not linked.`;
}
