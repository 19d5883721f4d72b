import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import proxyAddress from "@fastify/proxy-addr";
import type { FastifyInstance } from "fastify";
import { handleProtocols } from "graphql-ws";
import { type WebSocket, WebSocketServer } from "ws";
import { errorCodeOf, faultCodes, httpStatuses } from "../../graphql/errors.ts";
import { LARGEST_BODY } from "../bodyLimit.ts";
import { guestRefusals, RETRY_AFTER_SECONDS } from "./guests.ts";
import { openProtocol } from "./protocol.ts";
import { keepAlive, openSocket, type Session } from "./socket.ts";
import type { Transport } from "./transport.ts";

const GOING_AWAY = 1001;

/** How long a client may take to close after the server has said goodbye. */
const GOODBYE_MS = 1_000;

const statusTexts: Record<number, string> = {
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  429: "Too Many Requests",
  503: "Service Unavailable",
};

/** Serves subscriptions over WebSocket at `/graphql`, by the protocol `graphql-transport-ws`. */
export function mountWebSocket(app: FastifyInstance, transport: Transport): { close(): Promise<void> } {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_BODY,
    perMessageDeflate: false,
    handleProtocols,
  });
  const protocol = openProtocol(transport, app.log);
  const isTrusted = trusted(transport.trustProxy);

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const refuse = (status: number, reason: string) => refuseUpgrade(socket, status, reason);
    const { authorization } = request.headers;
    if (request.url?.split("?", 1)[0]?.replace(/\/$/, "") !== "/graphql")
      return refuse(404, "Open WebSockets at /graphql.");
    if (!isAllowed(request.headers, transport.corsOrigins))
      return refuse(403, "Pages from this origin may not connect.");
    const address = proxyAddress(request, isTrusted);
    const guest = transport.guests.admit(address);
    if ("refused" in guest) return refuse(guest.refused, guestRefusals[guest.refused]);
    socket.once("close", guest.leave);
    try {
      await transport.authenticate(authorization, address);
    } catch (error) {
      const code = errorCodeOf(error);
      if (faultCodes.has(code)) return refuse(503, guestRefusals[503]);
      return refuse(httpStatuses[code] ?? 400, (error as Error).message);
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
      closed(code, String(reason)).catch((err: unknown) => app.log.error({ err }, "a WebSocket failed to close"));
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

/**
 * Tells whether a page of this origin may connect, by the rule of HTTP. Programs send no origin; the server's own page
 * may always.
 */
function isAllowed({ origin, host }: IncomingMessage["headers"], origins: Transport["corsOrigins"]): boolean {
  if (origin === undefined || origins === "*" || origins.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** Makes the function that tells whether a proxy is believed, as Fastify does for requests. */
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
