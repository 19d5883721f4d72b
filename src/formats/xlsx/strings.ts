import type { XmlEvents } from "../reading/xml.ts";
import { UnreadableError } from "../rejections.ts";
import { readSmallPart } from "./part.ts";

/** The shared texts of a workbook are in memory. */
const MOST_SHARED = 100_000_000;

/** Gathers the text of an item: all its runs, without the readings that stand above Japanese words (`rPh`). */
export function gatherText(): XmlEvents & { take(): string } {
  let text = "";
  let isOpen = false;
  let readings = 0;
  return {
    open(element) {
      if (element === "rPh") readings += 1;
      isOpen = element === "t" && readings === 0;
    },
    close(element) {
      if (element === "rPh") readings -= 1;
      isOpen = false;
    },
    text(piece) {
      if (isOpen) text += piece;
    },
    take() {
      const whole = unescapeText(text);
      text = "";
      return whole;
    },
  };
}

/** Decodes characters that XML cannot hold: "_x000D_" is a CR. */
export function unescapeText(text: string): string {
  return text.replace(/_x([\dA-F]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** Returns the shared texts of a workbook, in order. */
export function readStrings(bytes: AsyncIterable<Buffer> | undefined): Promise<string[]> {
  const strings: string[] = [];
  const item = gatherText();
  let characters = 0;
  return readSmallPart(bytes, {
    ...item,
    close(element) {
      item.close(element);
      if (element !== "si") return;
      const text = item.take();
      characters += text.length;
      if (characters > MOST_SHARED)
        throw new UnreadableError("The workbook has more than 100 million letters: split it.", "TOO_LARGE");
      strings.push(text);
    },
    result: () => strings,
  });
}
