import type { FastifyReply } from "fastify";

/** An answer that stays open: Server-Sent Events. */
export interface EventStream {
  /** Sends an event and resolves when the reader can take more; false if the reader has left. */
  send(event: { name?: string; id?: string; data?: string }): Promise<boolean>;
  end(): void;
}

/** A comment: it keeps proxies and browsers from closing the connection, and is not an event. */
const SIGN_OF_LIFE = ":\n\n";

export interface EventStreamOptions {
  /** How often a sign of life is sent, and how long a reader may take nothing. */
  keepAliveMs: number;
  /** Called when a reader is cut off because it takes nothing. */
  onSlow(): void;
  /** Called as often; the stream ends when it returns false. */
  isWelcome(): Promise<boolean>;
}

/** Opens a stream of events. */
export function openEventStream(
  reply: FastifyReply,
  { keepAliveMs, onSlow, isWelcome }: EventStreamOptions,
): EventStream {
  const { raw } = reply.hijack();
  const headers = { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store" };
  // Without the header, nginx holds events back to send several at once.
  raw.writeHead(200, { ...(reply.getHeaders() as object), ...headers, "x-accel-buffering": "no" });
  raw.write(SIGN_OF_LIFE);
  let fullSince = 0;
  const timer = setInterval(() => {
    if (!raw.writableNeedDrain) raw.write(SIGN_OF_LIFE);
    else if (performance.now() - fullSince >= keepAliveMs) {
      onSlow();
      raw.destroy();
    }
    void isWelcome().then((goesOn) => goesOn || raw.end());
  }, keepAliveMs);
  raw.once("close", () => clearInterval(timer));

  return {
    async send({ name, id, data }) {
      if (raw.destroyed || raw.writableEnded) return false;
      const lines = [id && `id: ${id}`, name && `event: ${name}`, data !== undefined && `data: ${data}`];
      if (raw.write(`${lines.filter((line) => line).join("\n")}\n\n`)) return true;
      fullSince = performance.now();
      await new Promise<void>((resolve) => {
        const done = () => {
          raw.off("drain", done).off("close", done);
          // In another turn of the event loop, so that other readers are served too.
          setImmediate(resolve);
        };
        raw.on("drain", done).on("close", done);
      });
      return !raw.destroyed;
    },
    end: () => void raw.end(),
  };
}
