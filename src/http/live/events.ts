import type { FastifyReply } from "fastify";

/** An answer that goes on: Server-Sent Events. */
export interface EventStream {
  /** Sends, and resolves when the reader can take more; false when there is none any more. */
  send(event: { name?: string; id?: string; data?: string }): Promise<boolean>;
  end(): void;
}

/** What a proxy and a browser take for a sign of life, and nobody else for an event. */
const SIGN_OF_LIFE = ":\n\n";

export interface EventStreamOptions {
  /** How often signs of life are given, and how long a reader may take nothing. */
  keepAliveMs: number;
  /** Told of a reader that is cut off for taking nothing. */
  onSlow(): void;
  /** Asked as often whether the stream is still to go on; it ends when not. */
  isWelcome(): Promise<boolean>;
}

/** Begins a stream of events. */
export function openEventStream(
  reply: FastifyReply,
  { keepAliveMs, onSlow, isWelcome }: EventStreamOptions,
): EventStream {
  const { raw } = reply.hijack();
  const headers = { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store" };
  // nginx would keep the events back to gather them.
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
          // In another turn, so that everybody else has theirs too.
          setImmediate(resolve);
        };
        raw.on("drain", done).on("close", done);
      });
      return !raw.destroyed;
    },
    end: () => void raw.end(),
  };
}
