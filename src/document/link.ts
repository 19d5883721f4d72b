import { z } from "zod";
import { StatementLinkKind } from "../generated/prisma/client.ts";
import { articleUrl, plainLine, urn, when, words } from "./fields.ts";
import { LONGEST_NAME, LONGEST_NOTE, LONGEST_TEXT } from "./limits.ts";

/** A statement of the archive: its URN, or the words of a passage in an article that prints it. */
const statementReference = z.union([urn, z.strictObject({ article: articleUrl, exact: words(LONGEST_TEXT) })], {
  error: "is not a statement: write its URN, or { article, exact }",
});

/** A link of one statement to another, as the document's origin judges it or passes it on. */
export const link = z
  .strictObject({
    /** The statement that responds, translates, corrects, denies or repeats. */
    statement: statementReference,
    kind: z.enum(StatementLinkKind),
    /** The statement that it responds to, translates, corrects, denies or repeats. */
    target: statementReference,
    /** Why they are linked. */
    note: words(LONGEST_NOTE).optional(),
    /** Who judged it, if the document passes on the judgement of another. */
    judge: plainLine(LONGEST_NAME).optional(),
    /** When it was judged; now if it is left out. */
    judgedAt: when.transform(({ at }) => at).optional(),
  })
  .refine(({ statement, target }) => JSON.stringify(statement) !== JSON.stringify(target), {
    path: ["target"],
    message: "is the statement itself",
  });

/** A statement as a link refers to it. */
export type StatementReference = z.output<typeof statementReference>;
