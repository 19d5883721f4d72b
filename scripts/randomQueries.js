/** Asks random valid queries of the whole schema, as many as given (10,000 by default): none may be a fault of the server. */
import { spawnSync } from "node:child_process";

const [count = "10000"] = process.argv.slice(2);
if (!/^[1-9]\d*$/.test(count)) throw new Error(`"${count}" is no number of queries.`);
const { status } = spawnSync("npm", ["test", "--", "tests/graphql/fuzz.test.ts", "-t", "random valid queries"], {
  stdio: "inherit",
  env: { ...process.env, ONRECORD_TEST_QUERIES: count },
});
process.exitCode = status ?? 1;
