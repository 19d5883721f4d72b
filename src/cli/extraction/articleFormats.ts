import type { Format, InputFile } from "../../formats/drafts.ts";
import { htmlPage } from "../../formats/htmlPage.ts";
import { plainTextFormat } from "../../formats/plainText.ts";
import { looksLikeHtml } from "../../formats/reading/looksLikeHtml.ts";
import { UnreadableError } from "../../formats/rejections.ts";
import type { FormatChoice } from "../import.ts";

/** Texts and web pages, told apart by their content: what `onrecord extract` reads. */
export const articleFormats: FormatChoice = {
  isOwn: (name) => plainTextFormat.isOwn(name) || htmlPage.isOwn(name),
  async sort(files) {
    const sorted = new Map<Format, InputFile[]>([
      [plainTextFormat, []],
      [htmlPage, []],
    ]);
    for (const file of files) sorted.get((await isPage(file)) ? htmlPage : plainTextFormat)?.push(file);
    return [...sorted].filter(([, own]) => own.length > 0);
  },
};

/** Tells by a file's name or its first bytes whether it is a web page. False for a file that cannot be read: its reader says why. */
export async function isPage(file: InputFile): Promise<boolean> {
  if (htmlPage.isOwn(file.name)) return true;
  try {
    for await (const chunk of file.bytes()) return looksLikeHtml(chunk.toString("latin1").replaceAll("\0", ""));
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
  }
  return false;
}
