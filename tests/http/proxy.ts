import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** A connection to a database that can be cut and restored, as in a restart or a network failure. */
export interface DatabaseProxy {
  url: string;
  cut(): Promise<void>;
  open(): Promise<void>;
  /** Leads new connections to another server; those that are open stay where they are. */
  turnTo(target: string): void;
}

/** Opens a proxy on a free port that leads to the database at `target`. */
export async function openProxy(target: string): Promise<DatabaseProxy> {
  let { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let server: Server;
  let own = 0;
  const open = async () => {
    server = createServer((near) => {
      const far = connect(Number(port), hostname.replace(/^\[|\]$/g, ""));
      for (const [socket, other] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(socket);
        socket.on("error", () => other.destroy()).on("close", () => sockets.delete(socket));
      }
      near.pipe(far).pipe(near);
    }).listen(own, "127.0.0.1");
    await once(server, "listening");
    own = (server.address() as AddressInfo).port;
  };
  const cut = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  const turnTo = (next: string) => {
    ({ hostname, port } = new URL(next));
  };
  await open();
  const url = new URL(target);
  url.hostname = "127.0.0.1";
  url.port = String(own);
  return { url: url.href, open, cut, turnTo };
}
