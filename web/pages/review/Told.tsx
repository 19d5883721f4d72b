import { statementAddress } from "../../address/nouns.ts";
import type { QueuePlace } from "../../address/review.ts";
import type { ReviewToldFragment } from "../../generated/operations.ts";
import { useMessages } from "../../views/reading.ts";
import { shortened } from "../../views/shortened.ts";

export interface ToldProps {
  told: ReviewToldFragment | null | undefined;
  place: Pick<QueuePlace, "accepted" | "left">;
  /** The address that undoes the decision and leads back to this place. */
  back: string;
}

/** What became of the last decision, with the way to undo it; or that somebody else was first. */
export function Told({ told, place, back }: ToldProps) {
  const t = useMessages().review;
  if (!told) return null;
  if (told.__typename === "Revision") {
    const { action, undoneBy, nodes, id } = told;
    const statement = nodes.find((node) => node.__typename === "Statement");
    const isMany = place.accepted !== undefined;
    return (
      <div class="notice decided" role="status">
        <p>
          {undoneBy
            ? t.undone
            : isMany
              ? t.acceptedMany(place.accepted ?? 0, place.left ?? 0)
              : (t.told[action] ?? action)}{" "}
          {statement && !isMany && <Words {...statement} />}
        </p>
        {!undoneBy && action !== "undo" && (
          <form action={back} method="post">
            <input type="hidden" name="revision" value={id} />
            <button type="submit" aria-keyshortcuts="u" data-key="u">
              {t.undo}
            </button>
          </form>
        )}
      </div>
    );
  }
  if (told.__typename !== "Proposal" && told.__typename !== "Statement") return null;
  const isProposal = told.__typename === "Proposal";
  const statement = isProposal ? told.statement : told;
  const name = isProposal ? told.reviewedBy?.name : undefined;
  const isDecided = statement.status !== "PROPOSED";
  return (
    <div class="notice overtaken" role="alert">
      <p>
        {isDecided ? (name ? t.otherWasFirst(name) : t.somebodyWasFirst) : t.changedMeanwhile} <Words {...statement} />{" "}
        {isDecided && t.nowIt[statement.status]}
      </p>
    </div>
  );
}

/** The beginning of a statement's words, as a link to its page. */
function Words({ urn, text }: { urn: string; text: string }) {
  return (
    <a href={statementAddress(urn)} dir="auto">
      {shortened(text, MOST_LETTERS)}
    </a>
  );
}

const MOST_LETTERS = 80;
