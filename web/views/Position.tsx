import { statementAddress } from "../address/nouns.ts";
import type { StancePosition } from "../generated/operations.ts";
import { useMessages } from "./reading.ts";
import { SaidOn } from "./SaidOn.tsx";

/** A position in a word, with its colour. */
export function Position({ position }: { position: StancePosition }) {
  const t = useMessages();
  return <strong class={`position position-${position.toLowerCase()}`}>{t.position[position]}</strong>;
}

/** Since when a speaker has held a position, and whether that is disputed. */
export function HeldSince({ since, isDisputed }: { since: string; isDisputed: boolean }) {
  const t = useMessages();
  return (
    <>
      {t.sinceWord} <SaidOn date={since} />
      {isDisputed && `${t.comma}${t.disputed}`}
    </>
  );
}

export interface PositionChangeProps {
  from: StancePosition;
  to: StancePosition;
  /** The statement after which the speaker held the other position. */
  after: { urn: string; saidOn: string };
}

/** A change of position, with the statement that made it. */
export function PositionChange({ from, to, after }: PositionChangeProps) {
  const t = useMessages();
  return (
    <>
      <a href={statementAddress(after.urn)}>{t.changed(t.position[from] ?? from, t.position[to] ?? to)}</a>{" "}
      <SaidOn date={after.saidOn} />
    </>
  );
}
