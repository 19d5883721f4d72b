import type { FastifyInstance, FastifyReply } from "fastify";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Replica } from "../database.ts";
import { type ErrorCode, faultCodes } from "../graphql/errors.ts";
import type { LiveCounts } from "./live/guests.ts";
import type { Operation } from "./requestLog.ts";

/** Connections in the database's pool, as `pg.Pool` counts them. */
export interface PoolCounts {
  totalCount: number;
  idleCount: number;
  waitingCount: number;
}

/**
 * Serves `/metrics` for Prometheus: the process, the duration of GraphQL requests by type and outcome, that of exports
 * by format and outcome, the pool, the live feed. Labels have few values by construction; the names of operations,
 * which clients choose, are in the log instead. If reading needs a key, so do the metrics.
 */
export function mountMetrics(
  app: FastifyInstance,
  { pool, live, replica }: { pool: PoolCounts; live: LiveCounts; replica?: Replica | undefined },
): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: "onrecord_graphql_request_duration_seconds",
    help: "Time from the request's arrival to the end of its answer.",
    labelNames: ["type", "outcome"] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const exports = new Histogram({
    name: "onrecord_export_duration_seconds",
    help: "Time from the request's arrival to the end of its answer, which takes as long as the client reads.",
    labelNames: ["format", "outcome"] as const,
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300],
    registers: [registry],
  });
  gauge(registry, "onrecord_pool_connections", "Open connections to the database.", () => pool.totalCount);
  gauge(registry, "onrecord_pool_idle_connections", "Open connections that are idle.", () => pool.idleCount);
  gauge(registry, "onrecord_pool_waiting_requests", "Requests that wait for a connection.", () => pool.waitingCount);
  measureLive(registry, live);
  if (replica) measureReplica(registry, replica);

  app.addHook("onRequest", async (request, reply) => {
    const { exported: format } = request.routeOptions.config;
    if (format === undefined) return;
    // `onResponse` is not called for an answer that breaks off.
    reply.raw.once("close", () =>
      exports.observe({ format, outcome: outcomeOfExport(reply) }, reply.elapsedTime / 1000),
    );
  });
  app.addHook("onResponse", async (request, reply) => {
    if (request.routeOptions.url !== "/graphql") return;
    const { operation } = request;
    duration.observe(
      { type: operation?.type ?? "none", outcome: outcomeOf(operation, reply.statusCode) },
      reply.elapsedTime / 1000,
    );
  });
  app.get("/metrics", { config: { authenticated: true, forReaders: true } }, async (_request, reply) => {
    void reply.type(registry.contentType);
    return registry.metrics();
  });
}

function measureReplica(registry: Registry, replica: Replica): void {
  const lag = () => (replica.lagMs() ?? Number.NaN) / 1_000;
  gauge(registry, "onrecord_replica_lag_seconds", "How far the replica is behind; NaN if it cannot be reached.", lag);
  const isUsed = () => Number(replica.isFit());
  gauge(registry, "onrecord_replica_used", "Whether requests read from the replica.", isUsed);
}

function measureLive(registry: Registry, live: LiveCounts): void {
  gauge(registry, "onrecord_live_connections", "Open WebSockets and event streams.", () => live.connections);
  gauge(registry, "onrecord_live_subscriptions", "Open subscriptions.", () => live.subscriptions);
  new Counter({
    name: "onrecord_live_deliveries_total",
    help: "Results sent to subscribers.",
    registers: [registry],
    collect() {
      this.reset();
      this.inc(live.deliveries);
    },
  });
  new Counter({
    name: "onrecord_live_drops_total",
    help: "Connections that the server ended: a slow or silent client, a key no longer valid, or a fault.",
    labelNames: ["reason"] as const,
    registers: [registry],
    collect() {
      this.reset();
      for (const [reason, count] of Object.entries(live.drops)) this.inc({ reason }, count);
    },
  });
}

function gauge(registry: Registry, name: string, help: string, read: () => number): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(read());
    },
  });
}

/** Returns the outcome of an export; "broken" if it ended early, by a fault or because the client left. */
function outcomeOfExport({ statusCode, raw }: FastifyReply): "ok" | "refused" | "failed" | "broken" {
  if (statusCode >= 500) return "failed";
  if (statusCode >= 400) return "refused";
  return raw.writableFinished ? "ok" : "broken";
}

function outcomeOf(operation: Operation | null, status: number): "ok" | "refused" | "failed" {
  if (status >= 500 || operation?.codes.some((code) => faultCodes.has(code as ErrorCode))) return "failed";
  return status >= 400 || operation?.codes.length ? "refused" : "ok";
}
