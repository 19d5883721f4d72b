import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { read } from "./query.js";

const OLDEST_FOR_ALL = 22;

/** One Node for all servers: PostGraphile 5 needs 22, which comes as a package where this process runs on an older one. */
export function nodeForAll() {
  const major = Number(process.versions.node.split(".")[0]);
  return major >= OLDEST_FOR_ALL ? process.execPath : join(import.meta.dirname, "node_modules/node/bin/node");
}

/** What was measured on: the machine, without its name, and the versions. */
export async function machine(cluster, node) {
  const [{ server_version: postgres }] = await read(cluster.url, "SHOW server_version");
  return {
    date: new Date().toISOString().slice(0, 10),
    processor: `${cpus().length} × ${cpus()[0].model.trim()}`,
    memoryGb: Math.round(totalmem() / 1e9),
    system: `${process.platform} ${process.arch}`,
    versions: {
      node: execFileSync(node, ["--version"], { encoding: "utf8" }).trim().slice(1),
      PostgreSQL: postgres.split(" ")[0],
      ...Object.fromEntries(
        ["@apollo/server", "graphql", "graphql-jit", "@prisma/client", "fastify"].map((name) => [name, ours(name)]),
      ),
      ...Object.fromEntries(["postgraphile", "autocannon"].map((name) => [name, versionIn(import.meta.dirname, name)])),
    },
  };
}

function ours(name) {
  return versionIn(join(import.meta.dirname, ".."), name);
}

/** Read from the file, since most packages do not export their package.json. */
function versionIn(folder, name) {
  return JSON.parse(readFileSync(join(folder, "node_modules", name, "package.json"), "utf8")).version;
}
