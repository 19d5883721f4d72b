import type { Acted, Acting, Action, Sent } from "../../action.ts";
import { IMPORT } from "../../address/import.ts";
import { documents } from "../../generated/documents.ts";
import { type ImportProps, importView } from "./page.tsx";
import { readSentFile, readSettings } from "./readForm.ts";

/** Tries a file, imports one that was tried, and undoes an import. */
export const importActions: readonly Action[] = [
  { path: IMPORT, takesFiles: true, act: tryOrImport },
  { path: `${IMPORT}/undo`, act: undoImport },
];

async function tryOrImport(sent: Sent, acting: Acting): Promise<Acted> {
  const { fields } = sent;
  const file = readSentFile(sent);
  const t = acting.language.messages.review;
  if (!file) return shown(acting, { fields, problems: [{ message: t.chooseFile }] }, 422);
  const isTrial = fields.get("step") !== "import";
  const { name, format, content } = file;
  const input = { ...readSettings(fields), name, format, ...content, dryRun: isTrial };
  const { fileImport } = await acting.ask(documents.importFile, { input });
  const { report, userErrors, import: made } = fileImport;
  if (!report) return shown(acting, { fields, problems: userErrors }, 422);
  return shown(acting, { outcome: { file, report, isTrial, importId: made?.id ?? null, fields } }, 200);
}

async function undoImport({ fields }: Sent, acting: Acting): Promise<Acted> {
  const { importUndo } = await acting.ask(documents.undoImport, { input: { id: fields.get("id") ?? "" } });
  const { removedCount, restoredCount, userErrors } = importUndo;
  if (userErrors.length > 0) return shown(acting, { problems: userErrors }, 422);
  return { done: `${IMPORT}?removed=${removedCount ?? 0}&restored=${restoredCount ?? 0}` };
}

async function shown({ ask, language }: Acting, props: ImportProps, status: number): Promise<Acted> {
  return { view: importView(await ask(documents.imports, {}), language, props), status };
}
