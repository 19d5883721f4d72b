import { openXmlParser, XmlError, type XmlEvents } from "../reading/xml.ts";
import { UnreadableError } from "../rejections.ts";

/**
 * Reads a part of a workbook. Yields after each piece of it, so that the caller can pass on what the events have gathered.
 *
 * @throws UnreadableError if it is not XML in UTF-8
 */
export async function* readPart(bytes: AsyncIterable<Buffer>, events: XmlEvents): AsyncGenerator<void> {
  const parser = openXmlParser(events);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const chunk of bytes) {
      parser.write(decoder.decode(chunk, { stream: true }));
      yield;
    }
    parser.write(decoder.decode()).close();
    yield;
  } catch (error) {
    const { code } = error as { code?: string };
    if (!(error instanceof XmlError) && code !== "ERR_ENCODING_INVALID_ENCODED_DATA") throw error;
    throw new UnreadableError("The workbook is damaged inside: open it in a spreadsheet program and save it again.");
  }
}

/** Reads a part to its end, if the workbook has it, and returns what `result` makes of it. */
export async function readSmallPart<Result>(
  bytes: AsyncIterable<Buffer> | undefined,
  { result, ...events }: Partial<XmlEvents> & { result: () => Result },
): Promise<Result> {
  const ignore = () => {};
  const pieces = bytes ? readPart(bytes, { open: ignore, close: ignore, text: ignore, ...events }) : [];
  for await (const _ of pieces);
  return result();
}
