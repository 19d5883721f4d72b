import { Prisma } from "../../generated/prisma/client.ts";
import { comparableWords } from "../../text/words.ts";
import { tsquery, type UsedConfiguration } from "./searchConfigurations.ts";

const { sql, raw, join } = Prisma;

type Alternatives = readonly (readonly string[])[];

/** Returns whether the search has a phrase, or an alternative, of which the configuration reads nothing although it has words. */
export function hasCommonPhrase(configuration: UsedConfiguration, alternatives: Alternatives): boolean {
  return alternatives.some((operands) => commonPhrases(configuration, operands).length > 0);
}

/**
 * Returns the SQL for the ids of all statements that the search finds, if it has such phrases: words that the configuration
 * leaves out are looked up in the index of wordings. A single word beside others is left out, as search engines do.
 */
export function idsWithCommonPhrases(
  configurations: readonly UsedConfiguration[],
  alternatives: Alternatives,
): Prisma.Sql {
  const selects = configurations.flatMap((each) => alternatives.map((operands) => idsOfAlternative(each, operands)));
  return join(selects, " UNION ");
}

function idsOfAlternative(used: UsedConfiguration, operands: readonly string[]): Prisma.Sql {
  const { configuration, unread } = used;
  const read = operands.filter((operand) => !unread.has(operand));
  const phrases = commonPhrases(used, operands);
  const conditions = [
    ...(read.length > 0 ? [sql`search.search @@ ${tsquery(configuration, read.join(" "))}`] : []),
    ...phrases.map((phrase) => (phrase.startsWith("-") ? sql`NOT (${hasPhrase(phrase)})` : hasPhrase(phrase))),
  ];
  return sql`
SELECT statement.id
FROM statement_search AS search
JOIN statement ON statement.id = search.statement_id
WHERE search.configuration = ${raw(`'${configuration}'`)} AND ${conditions.length > 0 ? join(conditions, " AND ") : sql`FALSE`}`;
}

/** The phrases in quotation marks that the configuration does not read; and the words, if it reads nothing else. */
function commonPhrases({ unread }: UsedConfiguration, operands: readonly string[]): string[] {
  const readsNothing = operands.every((operand) => unread.has(operand));
  return operands.filter(
    (operand) => unread.has(operand) && (readsNothing || operand.includes('"')) && comparableWords(operand).length > 0,
  );
}

function hasPhrase(phrase: string): Prisma.Sql {
  const words = sql`wording(${phrase}::text)`;
  return sql`${words} <> '' AND wording_grams(wording(statement.text)) @> run_grams(ARRAY[${words}])
  AND strpos(' ' || wording(statement.text) || ' ', ' ' || ${words} || ' ') > 0`;
}
