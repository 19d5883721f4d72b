import type { Duplex } from "node:stream";
import type { FastifyBaseLogger } from "fastify";
import type { WebSocket as ProtocolSocket } from "graphql-ws";
import { CloseCode } from "graphql-ws";
import type { RawData, WebSocket } from "ws";
import type { Authenticate } from "../../graphql/authentication.ts";
import { type Drop, hasLostKey, type LiveCounts } from "./guests.ts";
import type { Transport } from "./transport.ts";

/** The state of a connection. */
export interface Session {
  address: string;
  /** The key that it sent in its headers or its first message. */
  authorization: string | undefined;
  viewer: Awaited<ReturnType<Authenticate>>;
  /** The functions that end its subscriptions, also those still beginning, by the ids of the operations. */
  operations: Map<string, () => unknown>;
  /** Sends a message. Returns or resolves to true when the client can take another; to false if it has left. */
  send(text: string): boolean | Promise<boolean>;
  /** Closes it because of a mistake of the client. */
  close(code: number, reason: string): void;
  /** Closes it for another reason, and counts that. */
  drop(why: Drop): void;
}

/** The codes with which the server drops connections (docs/live.md). */
const dropped: Record<Drop, [code: number, reason: string]> = {
  slow: [4410, "You read too slowly."],
  silent: [4411, "You have not answered."],
  key: [CloseCode.Unauthorized, "This key is unknown, expired or revoked."],
  fault: [1013, "Please try again shortly."],
};

const NOT_TEXT = 1003;

/**
 * The most bytes buffered. Results wait their turn, so only the replies to a client that sends without reading reach
 * it.
 */
const MOST_BUFFERED = 1_000_000;

/**
 * The most bytes of messages that are written together at the end of a turn: with a thousand clients, writing is most
 * of the work.
 */
const MOST_TOGETHER = 8_000;

export interface SocketOptions extends Pick<Session, "address" | "authorization"> {
  /** The connection that the WebSocket writes to. */
  connection: Duplex;
  counts: LiveCounts;
  log: FastifyBaseLogger;
}

/**
 * Adapts a WebSocket to the protocol. Except for a few short messages, each is sent only after the client took the one
 * before.
 */
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
        // Otherwise, bytes that wait for the end of the turn would count as bytes that a slow reader has not read.
        connection.uncork();
      });
    },
    close: (code, reason) => webSocket.close(code, reason),
    drop(why) {
      if (webSocket.readyState !== webSocket.OPEN) return;
      counts.drops[why] += 1;
      webSocket.close(...dropped[why]);
      // A silent client does not read the bytes that wait, so the connection is cut.
      if (why === "silent") webSocket.terminate();
    },
  };
  const socket: ProtocolSocket = {
    protocol: webSocket.protocol,
    send: async (text) => void (await session.send(text)),
    close: (code, reason) => webSocket.close(code, reason),
    onMessage(take) {
      webSocket.on("message", (data: RawData, isBinary: boolean) => {
        if (isBinary) return webSocket.close(NOT_TEXT, "Send messages as text.");
        take(String(data)).catch((error: Error) => {
          if (isUnexpected(error)) return webSocket.close(CloseCode.BadRequest, "Invalid message received");
          log.error({ err: error }, "a message could not be handled");
          session.drop("fault");
        });
      });
    },
  };
  // The library closes connections that break the rules of WebSocket, with its own codes.
  webSocket.on("error", () => {});
  return { socket, session };
}

/** Holds back written bytes until the end of this turn of the event loop. */
function corkUntilTurnEnds(connection: Duplex): void {
  if (connection.writableCorked > 0) return;
  connection.cork();
  setImmediate(() => connection.uncork());
}

/** Tells whether an error means a message that only servers send; the library reports it like an internal fault. */
function isUnexpected({ message }: Error): boolean {
  return message.startsWith("Unexpected message of type");
}

/**
 * Asks the client for a sign of life at intervals, and checks that its key is still valid.
 *
 * @returns a function that stops this
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
