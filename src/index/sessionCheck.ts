import type { DatabaseConnection } from "../database.ts";
import { causeOfOutage } from "../graphql/outages.ts";

/** What PgBouncer calls the parameters with which the driver begins a session. */
const STARTUP_PARAMETERS = "options,statement_timeout,idle_in_transaction_session_timeout";

/** The code of a connection that refuses what it is asked for, now and later. */
const SETTING_REFUSED = "08P01";

/** A connection to the database on which OnRecord would work wrongly. The message says what to configure. */
export class SessionError extends Error {
  override name = "SessionError";
}

/**
 * Checks that a session has the time zone and the limits that it began with: a connection pooler refuses them or drops them,
 * and then the role must bring them.
 *
 * @throws SessionError; whatever the database throws if it cannot be reached
 */
export async function checkSession(
  { pool }: DatabaseConnection,
  { statementTimeoutMs }: { statementTimeoutMs: number },
): Promise<void> {
  const [session] = await readSession(pool).catch((error: Error & { code?: string }) => {
    if (error.code !== SETTING_REFUSED || causeOfOutage(error) !== undefined) throw error;
    throw new SessionError(
      `The connection pooler refuses the session (${error.message}): ` +
        `set \`ignore_startup_parameters = ${STARTUP_PARAMETERS}\` in PgBouncer's configuration.`,
      { cause: error },
    );
  });
  if (!session) return;
  const wanted = [
    ...(session.zone === "UTC" ? [] : ["SET timezone = 'UTC'"]),
    ...(session.statement > 0 || statementTimeoutMs === 0 ? [] : [`SET statement_timeout = '${statementTimeoutMs}ms'`]),
    ...(session.idle > 0 ? [] : ["SET idle_in_transaction_session_timeout = '60s'"]),
  ];
  if (wanted.length === 0) return;
  throw new SessionError(
    "A connection pooler drops the settings with which sessions begin, so the role must bring them: run " +
      `${wanted.map((setting) => `\`ALTER ROLE "${session.role}" ${setting};\``).join(" and ")}, and restart the pooler.`,
  );
}

interface SessionRow {
  role: string;
  zone: string;
  statement: number;
  idle: number;
}

async function readSession(pool: DatabaseConnection["pool"]): Promise<SessionRow[]> {
  const { rows } = await pool.query<SessionRow>(`
/* session.settings */
SELECT
  current_user AS role,
  current_setting('timezone') AS zone,
  (extract(epoch FROM current_setting('statement_timeout')::interval) * 1000)::int AS statement,
  (extract(epoch FROM current_setting('idle_in_transaction_session_timeout')::interval) * 1000)::int AS idle`);
  return rows;
}
