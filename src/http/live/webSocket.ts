import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import proxyAddress from "@fastify/proxy-addr";
import type { FastifyInstance } from "fastify";
import { handleProtocols } from "graphql-ws";
import { type WebSocket, WebSocketServer } from "ws";
import { type ErrorCode, errorCodeOf } from "../../graphql/errors.ts";
import { guestRefusals, RETRY_AFTER_SECONDS } from "./guests.ts";
import { openProtocol } from "./protocol.ts";
import { keepAlive, openSocket, type Session } from "./socket.ts";
import type { Transport } from "./transport.ts";

/** A message is an operation with its variables: what may stand in a body over HTTP. */
const LONGEST_MESSAGE = 100_000;

const GOING_AWAY = 1001;

/** How long a client that was told goodbye may take to say it too. */
const GOODBYE_MS = 1_000;

const statusTexts: Record<number, string> = {
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  429: "Too Many Requests",
  503: "Service Unavailable",
};

/** With which status a key is refused. */
const keyStatuses: Partial<Record<ErrorCode, number>> = { UNAUTHENTICATED: 401, FORBIDDEN: 403, RATE_LIMITED: 429 };

/** Subscriptions over WebSocket at `/graphql`, in the protocol `graphql-transport-ws`. */
export function mountWebSocket(app: FastifyInstance, transport: Transport): { close(): Promise<void> } {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: LONGEST_MESSAGE,
    perMessageDeflate: false,
    handleProtocols,
  });
  const protocol = openProtocol(transport, app.log);
  const isTrusted = trusted(transport.trustProxy);

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const refuse = (status: number, reason: string) => refuseUpgrade(socket, status, reason);
    const { authorization } = request.headers;
    if (request.url?.split("?", 1)[0]?.replace(/\/$/, "") !== "/graphql")
      return refuse(404, "WebSockets are at /graphql.");
    if (!isAllowed(request.headers, transport.corsOrigins))
      return refuse(403, "Pages of this origin may not read here.");
    const address = proxyAddress(request, isTrusted);
    const guest = transport.guests.admit(address);
    if ("refused" in guest) return refuse(guest.refused, guestRefusals[guest.refused]);
    socket.once("close", guest.leave);
    try {
      await transport.authenticate(authorization, address);
    } catch (error) {
      const status = keyStatuses[errorCodeOf(error)];
      return status ? refuse(status, (error as Error).message) : refuse(503, guestRefusals[503]);
    }
    server.handleUpgrade(request, socket, head, (webSocket) => welcome(webSocket, socket, { address, authorization }));
  }

  function welcome(webSocket: WebSocket, connection: Duplex, who: Pick<Session, "address" | "authorization">): void {
    const { counts } = transport.guests;
    const { socket, session } = openSocket(webSocket, { ...who, connection, counts, log: app.log });
    const closed = protocol.opened(socket, session);
    const stop = keepAlive(webSocket, session, transport);
    webSocket.once("close", (code, reason) => {
      stop();
      for (const end of session.operations.values()) end();
      closed(code, String(reason)).catch((err: unknown) => app.log.error({ err }, "a WebSocket did not end well"));
    });
  }

  app.server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on("error", () => socket.destroy());
    upgrade(request, socket, head).catch((err: unknown) => {
      app.log.error({ err }, "a WebSocket could not be opened");
      socket.destroy();
    });
  });
  return { close: () => sayGoodbye(server) };
}

/** Programs send no origin; a page's may be kept out as it is over HTTP. Our own page's is never listed there, and needs not be. */
function isAllowed({ origin, host }: IncomingMessage["headers"], origins: Transport["corsOrigins"]): boolean {
  if (origin === undefined || origins === "*" || origins.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** Which proxies before the server are believed, as Fastify has it for requests. */
function trusted(proxies: Transport["trustProxy"]): (address: string, hop: number) => boolean {
  if (typeof proxies === "number") return (_address, hop) => hop < proxies;
  return proxyAddress.compile(proxies.split(",").map((proxy) => proxy.trim()));
}

function refuseUpgrade(socket: Duplex, status: number, reason: string): void {
  const retry = status in guestRefusals ? `\r\nretry-after: ${RETRY_AFTER_SECONDS}` : "";
  const head = `HTTP/1.1 ${status} ${statusTexts[status]}${retry}\r\nconnection: close\r\ncontent-type: text/plain; charset=utf-8`;
  socket.end(`${head}\r\ncontent-length: ${Buffer.byteLength(reason)}\r\n\r\n${reason}`);
}

async function sayGoodbye(server: WebSocketServer): Promise<void> {
  const closed = [...server.clients].map(
    (client) =>
      new Promise<void>((resolve) => {
        client.once("close", () => resolve());
        client.close(GOING_AWAY, "The server is stopping.");
        setTimeout(() => client.terminate(), GOODBYE_MS).unref();
      }),
  );
  await Promise.all(closed);
}
