import { decodeUtf8, refuseOtherEncodings } from "../../formats/reading/encoding.ts";
import { UnreadableError } from "../../formats/rejections.ts";
import { withoutStray } from "../../text/clean.ts";

const LARGEST_FILE_BYTES = 64_000_000;
const LONGEST_LINE_BYTES = 16_000_000;
const NEW_LINE = 10;
const RETURN = 13;
const BYTE_ORDER_MARK = /^\ufeff/;

/**
 * Returns the whole text, without its byte order mark.
 *
 * @throws UnreadableError if the encoding is not UTF-8, or for more than 64 MB
 */
export async function readText(bytes: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    if (length === 0) refuseOtherEncodings(chunk);
    length += chunk.length;
    if (length > LARGEST_FILE_BYTES) throw new UnreadableError("The file is larger than 64 MB: split it.", "TOO_LARGE");
    chunks.push(chunk);
  }
  return withoutStray(decodeUtf8(Buffer.concat(chunks), "The file")).replace(BYTE_ORDER_MARK, "");
}

/**
 * Yields the lines without their ends (LF or CR LF) and without the byte order mark, numbered from 1. Text after the last
 * line end is a line, unless it is empty. The text of a line of more than 16 MB is null, and never in memory.
 *
 * @param mayEndInReturn whether lines end in CR alone if the first one does
 * @throws UnreadableError that names the line if the encoding is not UTF-8
 */
export async function* readLines(
  bytes: AsyncIterable<Buffer>,
  { mayEndInReturn = false } = {},
): AsyncGenerator<{ number: number; text: string | null }> {
  const line = openLine({ mayEndOtherwise: mayEndInReturn });
  let lineEnd = mayEndInReturn ? null : NEW_LINE;
  let number = 0;
  for await (const chunk of mayEndInReturn ? withWholeReturns(bytes) : bytes) {
    if (number === 0 && line.isEmpty()) refuseOtherEncodings(chunk);
    lineEnd ??= firstLineEnd(chunk);
    let from = 0;
    for (let end = chunk.indexOf(lineEnd ?? NEW_LINE); end >= 0; end = chunk.indexOf(lineEnd ?? NEW_LINE, from)) {
      line.push(chunk.subarray(from, end));
      from = end + 1;
      number += 1;
      yield { number, text: line.take(number) };
    }
    line.push(chunk.subarray(from));
  }
  number += 1;
  if (!line.isEmpty()) yield { number, text: line.take(number) };
}

/** Joins a chunk that ends in CR with the next one, so that CR LF is never cut in two. */
async function* withWholeReturns(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let kept: Buffer | undefined;
  for await (const chunk of bytes) {
    const whole: Buffer = kept ? Buffer.concat([kept, chunk]) : chunk;
    kept = whole.at(-1) === RETURN ? whole : undefined;
    if (!kept) yield whole;
  }
  if (kept) yield kept;
}

/** Returns the byte in which the first line ends: CR, or LF with or without a CR before it; null if no line ends here. */
function firstLineEnd(chunk: Buffer): number | null {
  const [newLine, end] = [chunk.indexOf(NEW_LINE), chunk.indexOf(RETURN)];
  if (end >= 0 && (newLine < 0 || end + 1 < newLine)) return RETURN;
  return newLine >= 0 ? NEW_LINE : null;
}

/** Gathers a line that may arrive in several chunks; in a table, the first line keeps the signs that its lines end otherwise. */
function openLine({ mayEndOtherwise }: { mayEndOtherwise: boolean }) {
  let chunks: Buffer[] = [];
  let length = 0;
  return {
    isEmpty: () => length === 0,
    push(chunk: Buffer) {
      length += chunk.length;
      if (length > LONGEST_LINE_BYTES) chunks = [];
      else if (chunk.length > 0) chunks.push(chunk);
    },
    take(number: number): string | null {
      const isTooLong = length > LONGEST_LINE_BYTES;
      const [first = Buffer.alloc(0), ...others] = chunks;
      chunks = [];
      length = 0;
      if (isTooLong) return null;
      const line = others.length > 0 ? Buffer.concat([first, ...others]) : first;
      const text = decodeUtf8(line, `Line ${number}`).replace(number === 1 ? BYTE_ORDER_MARK : "", "");
      return (number === 1 && mayEndOtherwise ? text : withoutStray(text)).replace(/^\n|\r$/g, "");
    },
  };
}
