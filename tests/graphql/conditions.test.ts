import { expect, test } from "@jest/globals";
import { type ExecutionResult, parse } from "graphql";
import { compiledRuns } from "../../src/graphql/compiled.ts";
import { expectEqualAnswers, interpreted, operationOf, plain, schema } from "../helpers/executors.ts";

const conditional = `query ($yes: Boolean!, $no: Boolean = false) {
  shelf { id @include(if: $yes) name @skip(if: $yes) ...F @include(if: $no) ... @skip(if: $no) { tags } }
  other: shelf { ...F }
  echo @skip(if: true)
} fragment F on Shelf { label books(first: 1) @include(if: $yes) { totalCount } }`;

test.each([{ yes: true }, { yes: false }, { yes: true, no: true }, { yes: false, no: true }])(
  "a compiled query obeys @skip and @include: %j",
  async (variables) => expectEqualAnswers(conditional, variables),
);

test("a compiled query decides @skip and @include anew for each request", async () => {
  const document = parse(conditional);
  const findRun = compiledRuns(schema);
  findRun(document, operationOf(document), { yes: true });
  for (const yes of [true, false, true]) {
    const answer = await findRun(document, operationOf(document), { yes })?.({}, { yes });
    expect(plain(answer as ExecutionResult)).toEqual(plain(await interpreted(conditional, { yes })));
  }
});
