import { beforeAll } from "@jest/globals";
import type { DatabaseConnection } from "../../src/database.ts";
import type { ArchiveDocument } from "../../src/document/document.ts";
import { openArchive } from "../helpers/archive.ts";
import { connectTo } from "../helpers/database.ts";
import { type DatabaseProxy, openProxy } from "./proxy.ts";
import { type RunningOptions, type RunningServer, startServer } from "./runningServer.ts";

interface Proxied extends Omit<RunningOptions, "database"> {
  document?: ArchiveDocument;
}

/** Opens our server for the tests of a file, around an archive that it reaches through a proxy. */
export function openProxied({ document, ...options }: Proxied) {
  const archive = openArchive({ document });
  const opened = {
    archive,
    proxy: {} as DatabaseProxy,
    database: {} as DatabaseConnection,
    server: {} as RunningServer,
  };
  beforeAll(async () => {
    const proxy = Object.assign(opened.proxy, await openProxy(archive.url));
    const database = Object.assign(opened.database, connectTo(proxy.url, { applicationName: "behind a proxy" }));
    const server = Object.assign(opened.server, await startServer({ ...options, database }));
    archive.beforeDrop(async () => {
      await server.close();
      await database.close();
      await proxy.cut();
    });
  });
  return opened;
}
