import pg from "pg";
import type { Database, DatabaseConnection, Freshness, Replica } from "../database.ts";

export interface ReplicaOptions {
  primary: DatabaseConnection;
  replica: DatabaseConnection;
  /** A replica that is further behind is not read from. */
  mostLagMs: number;
}

/** How often the two are compared. */
const LOOK_MS = 1_000;

/** The places in the log up to which the primary has written and the replica has replayed. */
const WRITTEN_PLACE = "SELECT pg_current_wal_flush_lsn() AS lsn";
const REPLAYED_PLACE = "SELECT coalesce(pg_last_wal_replay_lsn(), '0/0') AS lsn";

/** Codes by which a replica says that it cannot finish a statement which the primary can. */
const RECOVERY_CONFLICTS = new Set(["40001", "57P01", "57P02", "57P03"]);

/**
 * Watches a replica and leads reading to it while it keeps up. A statement that the replica does not finish is asked of the
 * primary; while the primary is away, the replica is read however far it was behind.
 *
 * Being behind is told by the primary's log: the replica lags by the age of the oldest place in it that the replica has not
 * reached. (Its own clock cannot tell a quiet primary from a broken stream.)
 */
export function watchReplica({ primary, replica, mostLagMs }: ReplicaOptions): Replica {
  let places: { at: number; lsn: bigint }[] = [];
  let reached: bigint | null = null;
  let isPrimaryThere = true;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  async function look(): Promise<void> {
    const at = Date.now();
    const [written, replayed] = await Promise.all([readLsn(primary, WRITTEN_PLACE), readLsn(replica, REPLAYED_PLACE)]);
    isPrimaryThere = written !== null;
    if (written !== null) places.push({ at, lsn: written });
    reached = replayed;
    // Places that the replica has passed are not needed; while it is away, their number has a limit.
    places = places.filter(({ lsn }) => reached === null || lsn > reached).slice(-Math.ceil((2 * mostLagMs) / LOOK_MS));
    if (isClosed) return;
    timer = setTimeout(() => void look(), LOOK_MS);
    timer.unref();
  }
  void look();

  const lagMs = (): number | null => (reached === null ? null : Date.now() - (places[0]?.at ?? Date.now()));
  const isFit = (): boolean => {
    const lag = lagMs();
    return lag !== null && (!isPrimaryThere || lag <= mostLagMs);
  };

  async function hasReached(lsn: string): Promise<boolean> {
    const there = await readLsn(replica, REPLAYED_PLACE);
    const wanted = parseLsn(lsn);
    return there !== null && wanted !== null && there >= wanted;
  }

  return {
    readFor: (reading) => route({ primary, replica, reading, isFit, hasReached }),
    lagMs,
    isFit,
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await replica.close();
    },
  };
}

interface Route {
  primary: Database;
  replica: Database;
  reading: Freshness;
  isFit: () => boolean;
  hasReached: (lsn: string) => Promise<boolean>;
}

/** Returns a database that reads where it may. A replica's answers are not kept in memory, which follows the primary. */
function route(options: Route): Database {
  const { primary, replica, reading, isFit, hasReached } = options;
  let isPast: Promise<boolean> | undefined;
  const mayUseReplica = async (): Promise<boolean> => {
    if (reading.from !== "ANY" || !isFit()) return false;
    if (reading.after === undefined) return true;
    isPast ??= hasReached(reading.after);
    return isPast;
  };
  const onward = (change: (database: Database) => Database): Database =>
    route({ ...options, primary: change(primary), replica: change(replica) });
  return {
    get prisma() {
      return reading.from === "ANY" && reading.after === undefined && isFit() ? replica.prisma : primary.prisma;
    },
    query: async (sql, settings) => {
      if (await mayUseReplica())
        return replica.query<never>(sql, settings).catch((error: unknown) => {
          if (isAnswer(error)) throw error;
          return primary.query(sql, settings);
        });
      return primary.query<never>(sql, settings).catch((error: unknown) => {
        if (reading.from === "PRIMARY" || isAnswer(error)) throw error;
        return replica.query(sql, settings);
      });
    },
    copy: async (rows) => primary.copy(rows),
    remembered: async (key, load) => (reading.from === "ANY" ? load() : primary.remembered(key, load)),
    rememberedEach: async (kind, keys, load) =>
      reading.from === "ANY" ? load([...keys]) : primary.rememberedEach(kind, keys, load),
    forget: primary.forget,
    transaction: async (work) => primary.transaction(work),
    signal: primary.signal,
    withSignal: (signal) => onward((database) => database.withSignal(signal)),
    withShare: (share) => onward((database) => database.withShare(share)),
  };
}

/** Whether the error says something of the statement, or of who asks, and not of the server: another would say the same. */
function isAnswer(error: unknown): boolean {
  if (error instanceof pg.DatabaseError)
    return error.severity === "ERROR" && !RECOVERY_CONFLICTS.has(String(error.code)) && !/^08/.test(String(error.code));
  return ["AbortError", "TimeoutError", "BusyError", "CrowdedError"].includes((error as Error).name);
}

async function readLsn({ pool }: DatabaseConnection, text: string): Promise<bigint | null> {
  const answer = await pool.query<{ lsn: string }>(`/* replica.lsn */ ${text}`).catch(() => null);
  const lsn = answer?.rows[0]?.lsn;
  return lsn === undefined ? null : parseLsn(lsn);
}

/** A place in PostgreSQL's log: "16/B374D848". */
const LSN = /^([0-9A-F]{1,8})\/([0-9A-F]{1,8})$/i;

/** Returns a place as a number; null for any other text. */
function parseLsn(text: string): bigint | null {
  const [, high, low] = LSN.exec(text) ?? [];
  return high === undefined || low === undefined ? null : (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`);
}
