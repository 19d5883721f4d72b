/** Why a valid request got no answer: the database could not be reached, or time ran out. */
export type Outage = "UNAVAILABLE" | "TIMEOUT";

// The codes by which Node's sockets, PostgreSQL (appendix A of its manual) and Prisma say that the database cannot be
// reached. PostgreSQL's class 08 (connection exceptions) is matched by its prefix.
const unavailableCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "ENOENT", // a Unix socket that does not exist
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EPIPE",
  "ETIMEDOUT",
  "25006", // read_only_sql_transaction: the server is a standby, or has just become one
  "40001", // serialization_failure: on a standby, a conflict with what the primary has changed
  "53300", // too many connections
  "57P01", // admin_shutdown
  "57P02", // crash_shutdown
  "57P03", // cannot_connect_now: starting up or recovering
  "P1001", // Prisma: cannot reach the database
  "P1008", // Prisma: a socket timed out
  "P1017", // Prisma: the server closed the connection
  "P2024", // Prisma: no connection from the pool in time
  "P2028", // Prisma: no transaction could be begun in time
  "P2037", // Prisma: too many connections
]);

/**
 * The code of all errors of PgBouncer. Most are no passing state: it refuses what we ask of a session, and will refuse it again.
 * By these messages it says that the server behind it is away, or all places are taken.
 */
const POOLER_ERROR = "08P01";
const poolerMessages =
  /server conn crashed|server login has been failing|server_login_retry|query_wait_timeout|server down|server DNS lookup failed|no more connections allowed/;

/** The name of the error by which the gate in front of the connections says that others hold them all. */
export const BUSY = "BusyError";

// The kinds by which Prisma's driver adapter says the same.
const unavailableKinds = new Set(["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections"]);

// Messages of `pg` and `pg-pool` that come without a code.
const unavailableMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end|Query read timeout)/;

const timeoutCodes = new Set([
  "57014", // query_canceled: the statement timeout, or our own cancelling at the request's deadline
  "55P03", // lock_not_available
  "25P04", // transaction_timeout
]);

/**
 * Deep enough for Prisma's error around the adapter's around the driver's; a limit, because causes may form a circle.
 */
const DEEPEST_CAUSE = 5;

/**
 * Tells whether an error, or any cause it carries, means that the database cannot be reached (`UNAVAILABLE`) or that
 * time ran out (`TIMEOUT`). Undefined for any other error.
 */
export function causeOfOutage(error: unknown, depth = 0): Outage | undefined {
  if (typeof error !== "object" || error === null || depth > DEEPEST_CAUSE) return undefined;
  const { code, originalCode, originalMessage, kind, message, name, cause, errors, meta, thrownValue } =
    error as Record<string, unknown>;
  for (const each of [code, originalCode]) {
    if (typeof each !== "string") continue;
    if (each === POOLER_ERROR) {
      if (poolerMessages.test(`${message} ${originalMessage}`)) return "UNAVAILABLE";
      continue;
    }
    if (unavailableCodes.has(each) || /^08\w{3}$/.test(each)) return "UNAVAILABLE";
    if (timeoutCodes.has(each)) return "TIMEOUT";
  }
  if (typeof kind === "string" && unavailableKinds.has(kind)) return "UNAVAILABLE";
  if (name === BUSY) return "UNAVAILABLE";
  if (name === "AbortError" || name === "TimeoutError") return "TIMEOUT";
  if (typeof message === "string" && unavailableMessages.test(message)) return "UNAVAILABLE";
  const behind = [
    cause,
    thrownValue, // graphql-js keeps a thrown value here that is not an Error
    (meta as Record<string, unknown> | undefined)?.driverAdapterError,
    ...(Array.isArray(errors) ? errors : []),
  ];
  return behind.map((each) => causeOfOutage(each, depth + 1)).find((outage) => outage !== undefined);
}
