/** A file that breaks a rule of the linter, and the line that the linter must report. */
export interface Wrong {
  what: string;
  file: string;
  source: string;
  rule: string;
  line: number;
}

/** Files that each break one rule. */
export const wrongs: Wrong[] = [
  {
    what: "a circle",
    file: "src/archive/circleA.ts",
    source: 'import { b } from "./circleB.ts";\nexport const a: () => number = () => b();\n',
    rule: "import-x/no-cycle",
    line: 1,
  },
  {
    what: "the circle's other half",
    file: "src/archive/circleB.ts",
    source: 'import { a } from "./circleA.ts";\nexport const b: () => number = () => a();\n',
    rule: "import-x/no-cycle",
    line: 1,
  },
  {
    what: "a room's folder looking up",
    file: "src/embedded/part.ts",
    source: 'import { Thing } from "../server.ts";\nexport const part = Thing;\n',
    rule: "import-x/no-restricted-paths",
    line: 1,
  },
  {
    what: "process.env outside config.ts",
    file: "src/archive/environment.ts",
    source: "export const port = process.env.PORT;\n",
    rule: "no-restricted-properties",
    line: 1,
  },
  {
    what: "process.env taken apart",
    file: "src/archive/destructured.ts",
    source: "const { env } = process;\nexport const port = env.PORT;\n",
    rule: "no-restricted-properties",
    line: 1,
  },
  {
    what: "the environment imported from node:process",
    file: "src/archive/imported.ts",
    source: 'import { env } from "node:process";\nexport const port = env.PORT;\n',
    rule: "no-restricted-imports",
    line: 1,
  },
  {
    what: "a statement of SQL without a name",
    file: "src/archive/namelessSql.ts",
    source: "export const one = (database: any, sql: any) => database.query(sql`SELECT 1`);\n",
    rule: "no-restricted-syntax",
    line: 1,
  },
  {
    what: "a floating promise",
    file: "src/archive/floating.ts",
    source: "export function start(): void {\n  Promise.resolve(1);\n}\n",
    rule: "@typescript-eslint/no-floating-promises",
    line: 2,
  },
  {
    what: "a promise where a condition belongs",
    file: "src/archive/misused.ts",
    source: "export function ok(): boolean {\n  if (Promise.resolve(false)) return true;\n  return false;\n}\n",
    rule: "@typescript-eslint/no-misused-promises",
    line: 2,
  },
  {
    what: "a case forgotten",
    file: "src/archive/forgotten.ts",
    source:
      'export function word(kind: "a" | "b"): number {\n  switch (kind) {\n    case "a":\n      return 1;\n  }\n  return 0;\n}\n',
    rule: "@typescript-eslint/switch-exhaustiveness-check",
    line: 2,
  },
  {
    what: "a default export",
    file: "src/archive/nameless.ts",
    source: "export default 1;\n",
    rule: "import-x/no-default-export",
    line: 1,
  },
  {
    what: "SQL in a resolver",
    file: "src/graphql/sql.ts",
    source: 'import { Pool } from "pg";\nexport const pool = new Pool();\n',
    rule: "@typescript-eslint/no-restricted-imports",
    line: 1,
  },
  {
    what: "the Prisma client's values in a resolver",
    file: "src/graphql/prisma.ts",
    source: 'import { Thing } from "../generated/prisma/thing.ts";\nexport const thing = Thing;\n',
    rule: "@typescript-eslint/no-restricted-imports",
    line: 1,
  },
  {
    what: "the database's values in a resolver",
    file: "src/graphql/connects.ts",
    source: 'import { connect } from "../database.ts";\nexport const open = connect;\n',
    rule: "@typescript-eslint/no-restricted-imports",
    line: 1,
  },
  {
    what: "the database's parts in a resolver",
    file: "src/graphql/parts.ts",
    source: 'import { Thing } from "../database/part.ts";\nexport const part = Thing;\n',
    rule: "@typescript-eslint/no-restricted-imports",
    line: 1,
  },
  {
    what: "an import of nothing",
    file: "src/archive/nowhere.ts",
    source: 'import { gone } from "./gone.ts";\nexport const it = gone;\n',
    rule: "import-x/no-unresolved",
    line: 1,
  },
  {
    what: "a test that expects nothing",
    file: "tests/archive/nothing.test.ts",
    source: 'import { test } from "@jest/globals";\n\ntest("nothing", () => {});\n',
    rule: "jest/expect-expect",
    line: 3,
  },
  {
    what: "an expectation that is never asked",
    file: "tests/archive/unasked.test.ts",
    source: 'import { expect, test } from "@jest/globals";\n\ntest("a", () => {\n  expect(1);\n});\n',
    rule: "jest/valid-expect",
    line: 4,
  },
  {
    what: "a focused test",
    file: "tests/archive/focused.test.ts",
    source: 'import { expect, test } from "@jest/globals";\n\ntest.only("a", () => {\n  expect(1).toBe(1);\n});\n',
    rule: "jest/no-focused-tests",
    line: 3,
  },
];

/** Every element is described, except one of each kind; the number is the line of the element without a description. */
export const schema = `"""The door."""
type Query {
  """Described."""
  described: Kind
  undescribedField: Int
  """Described."""
  argument(undescribedArgument: Int, """Described.""" filter: Filter): Bare
}
"""Described."""
enum Kind {
  UNDESCRIBED_VALUE
}
"""Described."""
input Filter {
  undescribedInputField: Int
}
type Bare {
  """Described."""
  name: String
}
`;
export const undescribed = [5, 7, 11, 15, 17];
