import type { Duplex } from "node:stream";
import type { FastifyBaseLogger } from "fastify";
import type { WebSocket as ProtocolSocket } from "graphql-ws";
import { CloseCode } from "graphql-ws";
import type { RawData, WebSocket } from "ws";
import type { Authenticate } from "../../graphql/authentication.ts";
import { type Drop, hasLostKey, type LiveCounts } from "./guests.ts";
import type { Transport } from "./transport.ts";

/** What is known of a connection. */
export interface Session {
  address: string;
  /** What proves who it is: from its headers, else from its first message. */
  authorization: string | undefined;
  viewer: Awaited<ReturnType<Authenticate>>;
  /** What ends each subscription that is under way or about to be, by its id. */
  operations: Map<string, () => unknown>;
  /** Sends a message; true, or resolves, when the client can be sent another, false when there is no client any more. */
  send(text: string): boolean | Promise<boolean>;
  /** Ends it because of what the client has done. */
  close(code: number, reason: string): void;
  /** Ends it though the client has done nothing wrong, or nothing at all. */
  drop(why: Drop): void;
}

/** With which codes connections are dropped that would have gone on (docs/live.md). */
const dropped: Record<Drop, [code: number, reason: string]> = {
  slow: [4410, "You read too slowly."],
  silent: [4411, "You have not answered."],
  key: [CloseCode.Unauthorized, "This is no key, or no longer one."],
  fault: [1013, "Please try again shortly."],
};

const NOT_TEXT = 1003;

/** Beyond what is on its way, a result an operation when there is much, only answers to what a client sends without reading fill this. */
const MOST_BUFFERED = 1_000_000;

/** What a client is told in one turn leaves together, so many bytes at most: of a thousand clients that is most of the work. */
const MOST_TOGETHER = 8_000;

export interface SocketOptions extends Pick<Session, "address" | "authorization"> {
  /** What the WebSocket writes to. */
  connection: Duplex;
  counts: LiveCounts;
  log: FastifyBaseLogger;
}

/** A WebSocket as the protocol wants it. But for a few at once, nothing is sent before what was sent earlier has been taken. */
export function openSocket(
  webSocket: WebSocket,
  { authorization, address, connection, counts, log }: SocketOptions,
): { socket: ProtocolSocket; session: Session } {
  const session: Session = {
    address,
    authorization,
    viewer: null,
    operations: new Map(),
    send(text) {
      const waiting = webSocket.bufferedAmount;
      if (waiting > MOST_BUFFERED) session.drop("slow");
      if (webSocket.readyState !== webSocket.OPEN) return false;
      corkUntilTurnEnds(connection);
      if (waiting + text.length < MOST_TOGETHER) {
        webSocket.send(text);
        return true;
      }
      return new Promise((resolve) => {
        webSocket.send(text, (error) => setImmediate(resolve, !error));
        // What waits for this turn's end shall not be taken for what a slow reader has not read.
        connection.uncork();
      });
    },
    close: (code, reason) => webSocket.close(code, reason),
    drop(why) {
      if (webSocket.readyState !== webSocket.OPEN) return;
      counts.drops[why] += 1;
      webSocket.close(...dropped[why]);
      // What is waiting to be sent is what it does not read.
      if (why === "silent") webSocket.terminate();
    },
  };
  const socket: ProtocolSocket = {
    protocol: webSocket.protocol,
    send: async (text) => void (await session.send(text)),
    close: (code, reason) => webSocket.close(code, reason),
    onMessage(take) {
      webSocket.on("message", (data: RawData, isBinary: boolean) => {
        if (isBinary) return webSocket.close(NOT_TEXT, "Messages are text.");
        take(String(data)).catch((error: Error) => {
          if (isUnexpected(error)) return webSocket.close(CloseCode.BadRequest, "Invalid message received");
          log.error({ err: error }, "a message could not be dealt with");
          session.drop("fault");
        });
      });
    },
  };
  // What breaks the rules of WebSocket is closed by the library, with a code of its own.
  webSocket.on("error", () => {});
  return { socket, session };
}

/** Holds back what is written until the end of this turn. */
function corkUntilTurnEnds(connection: Duplex): void {
  if (connection.writableCorked > 0) return;
  connection.cork();
  setImmediate(() => connection.uncork());
}

/** A message that only servers send: the library takes it for a fault of ours. */
function isUnexpected({ message }: Error): boolean {
  return message.startsWith("Unexpected message of type");
}

/**
 * Asks the client again and again for a sign of life, and its key whether it still holds.
 *
 * @returns stops it
 */
export function keepAlive(webSocket: WebSocket, session: Session, { limits, authenticate }: Transport): () => void {
  let isAlive = true;
  webSocket.on("pong", () => {
    isAlive = true;
  });
  const timer = setInterval(() => {
    if (!isAlive) return session.drop(webSocket.bufferedAmount > 0 ? "slow" : "silent");
    isAlive = false;
    webSocket.ping();
    void hasLostKey(authenticate, session).then((isLost) => isLost && session.drop("key"));
  }, limits.keepAliveMs);
  return () => clearInterval(timer);
}
