import { embedAddress, statementAddress, urnOf } from "../../address/nouns.ts";
import { documents } from "../../generated/documents.ts";
import { longDate } from "../../language/dates.ts";
import { definePage } from "../../page.ts";
import { Statement } from "../../views/Statement.tsx";

/** One statement for the frames of other sites: its words, who said them, when, and where they are printed. */
export const embedPage = definePage({
  path: "/statements/:urn/embed",
  isFramed: true,
  document: documents.embed,
  variables: ({ path, parts }) => {
    const urn = urnOf(parts.urn ?? "");
    const own = embedAddress(urn);
    return own === path ? { urn } : { redirect: own, isPermanent: true };
  },
  show({ statement }, { language }) {
    const t = language.messages;
    if (!statement) return { missing: { title: t.noSuchStatement } };
    const { speaker, firstAppearance, saidOn, urn } = statement;
    const title = t.saidTitle(
      speaker?.name ?? firstAppearance.attributionText ?? t.unnamedSpeaker,
      longDate(saidOn, language.tag),
    );
    return {
      view: {
        title,
        canonical: statementAddress(urn),
        isUnlisted: true,
        main: (
          <>
            <h1 class="unseen" dir="auto">
              {title}
            </h1>
            <Statement statement={statement} />
          </>
        ),
      },
    };
  },
});
