import { sourceAddress } from "../address/nouns.ts";
import type { PrintedFragment } from "../generated/operations.ts";
import { useMessages } from "./reading.ts";

/** The outlet that published an article and, apart, the agency that supplied it. */
export function Publisher({ source, wire }: Pick<PrintedFragment["article"], "source" | "wire">) {
  const t = useMessages();
  return (
    <>
      <a href={sourceAddress(source.slug)} dir="auto">
        {source.name}
      </a>
      {wire && (
        <>
          {` ${t.via} `}
          <a href={sourceAddress(wire.slug)} dir="auto">
            {wire.name}
          </a>
        </>
      )}
    </>
  );
}
