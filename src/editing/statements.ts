import { z } from "zod";
import type { Edit } from "./edit.ts";
import { type InputProblem, Refusal, readInput } from "./problems.ts";
import { type Added, addStatements } from "./statements/add.ts";

const MOST_STATEMENTS = 500;
const many = z.object({ statements: z.array(z.unknown()).max(MOST_STATEMENTS, `are more than ${MOST_STATEMENTS}`) });

/** The outcome of one statement of many: its id, or why it was refused. */
export interface ImportOutcome {
  id: number | null;
  isNew: boolean;
  problems: readonly InputProblem[];
}

/**
 * Adds a statement as an article prints it (`statementCreate`). If the archive has the statement
 * (record/sameStatement.ts), only a printing is added. Refuses NOT_FOUND, TAKEN, PASSAGE_NOT_FOUND and, with the
 * places, AMBIGUOUS.
 */
export async function createStatement(edit: Edit, input: unknown): Promise<Added> {
  const [outcome] = await addStatements(edit, [input]);
  if (outcome instanceof Refusal) throw outcome;
  return outcome as Added;
}

/**
 * Adds up to 500 statements (`statementsImport`), each as `createStatement` does and independently of the others. The
 * problems of a refused one name the fields of that statement.
 */
export async function importStatements(edit: Edit, input: unknown): Promise<{ outcomes: ImportOutcome[] }> {
  const outcomes = await addStatements(edit, readInput(many, input).statements);
  return {
    outcomes: outcomes.map((outcome) =>
      outcome instanceof Refusal
        ? { id: null, isNew: false, problems: outcome.problems }
        : { id: outcome.id, isNew: outcome.isNew, problems: [] },
    ),
  };
}
