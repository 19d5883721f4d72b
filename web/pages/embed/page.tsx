import { embedAddress, statementAddress, urnOf } from "../../address/nouns.ts";
import { documents } from "../../generated/documents.ts";
import { statementTitle } from "../../language/statementTitle.ts";
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
    if (!statement) return { missing: { title: language.messages.noSuchStatement } };
    const title = statementTitle(statement, language);
    return {
      view: {
        title,
        canonical: statementAddress(statement.urn),
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
