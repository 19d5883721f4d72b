import { createConnection } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";

/** How long a server may take to accept a cancel request before its connection is given up. */
const CANCEL_PATIENCE_MS = 2_000;

/** The server ignores a cancel request that overtakes its statement, so the request is repeated until the statement ends. */
const REPEAT_MS = 100;

/** The number that marks a cancel request in PostgreSQL's protocol (Frontend/Backend Protocol, "CancelRequest"). */
const CANCEL_REQUEST = 80877102;

/** Fields of the driver's client that its types do not declare. */
type Backend = pg.Client & { processID: number; secretKey: number };

/**
 * Runs a statement and cancels it in PostgreSQL when the signal aborts.
 *
 * It settles only after every cancel request has been handled, so that no request can hit the connection's next statement.
 * If the server does not accept the request, the connection is closed.
 *
 * @throws the signal's reason once it is aborted, whether or not the statement has finished
 */
export async function runCancellable<Row extends pg.QueryResultRow>(
  client: pg.Client,
  statement: pg.QueryConfig,
  signal: AbortSignal,
): Promise<pg.QueryResult<Row>> {
  signal.throwIfAborted();
  const running = client.query<Row>(statement);
  const ended = running.then(
    () => true,
    () => true,
  );
  let cancelling: Promise<void> | undefined;
  const onAbort = (): void => {
    cancelling = cancelUntil(client, ended);
  };
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await running;
  } finally {
    signal.removeEventListener("abort", onAbort);
    await cancelling;
    signal.throwIfAborted();
  }
}

async function cancelUntil(client: pg.Client, ended: Promise<boolean>): Promise<void> {
  let isEnded = false;
  while (!isEnded) {
    try {
      await requestCancel(client as Backend);
    } catch {
      await client.end();
      return;
    }
    isEnded = await Promise.race([ended, pause(REPEAT_MS, false)]);
  }
}

/**
 * Settles when the server has passed the request on, which it signals by closing the connection. We keep our end open until
 * then, as libpq does: PgBouncer 1.18 ends with a fatal error when a cancel request comes with the end of its connection.
 */
async function requestCancel({ host, port, processID, secretKey }: Backend): Promise<void> {
  const request = Buffer.alloc(16);
  for (const [index, word] of [request.length, CANCEL_REQUEST, processID, secretKey].entries()) {
    request.writeInt32BE(word, index * 4);
  }
  const socket = createConnection(host.startsWith("/") ? { path: `${host}/.s.PGSQL.${port}` } : { host, port });
  return new Promise((resolve, reject) => {
    socket.setTimeout(CANCEL_PATIENCE_MS, () =>
      socket.destroy(new Error("the server does not accept cancel requests")),
    );
    socket.once("error", reject);
    socket.once("close", () => resolve());
    socket.resume();
    socket.write(request);
  });
}
