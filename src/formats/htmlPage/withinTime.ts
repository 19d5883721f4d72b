import { createContext, Script } from "node:vm";

const script = new Script("work()");

/**
 * Calls a function, and stops it after some time. Libraries for pages take seconds for markup that is made to cost time, and nothing
 * else could stop them.
 *
 * @throws an error with the code ERR_SCRIPT_EXECUTION_TIMEOUT if the time is up, and whatever the function throws
 */
export function withinTime<Result>(milliseconds: number, work: () => Result): Result {
  return script.runInContext(createContext({ work }), { timeout: milliseconds }) as Result;
}
