import { IMPORT } from "../../address/import.ts";
import { documents } from "../../generated/documents.ts";
import type { ImportsQuery, SentProblemFragment } from "../../generated/operations.ts";
import { longInstant } from "../../language/dates.ts";
import type { Language } from "../../language/languages.ts";
import { definePage, type View } from "../../page.ts";
import { useLanguageTag, useMessages } from "../../views/reading.ts";
import { Problems } from "../review/Problems.tsx";
import { ImportForm } from "./ImportForm.tsx";
import type { ImportOutcome } from "./outcome.ts";
import { Report } from "./Report.tsx";
import { inFormWords } from "./settingWords.ts";

export interface ImportProps {
  /** What was entered, if anything was. */
  fields?: URLSearchParams;
  problems?: readonly Pick<SentProblemFragment, "message">[];
  outcome?: ImportOutcome;
  /** An import that was undone, in rows. */
  undone?: { removed: number; restored: number };
}

/** Imports a spreadsheet: first a trial, then the import of the same content. */
export const importPage = definePage({
  path: IMPORT,
  isForEditors: true,
  document: documents.imports,
  variables: () => ({}),
  show: (data, { language, address }) => ({ view: importView(data, language, { ...undoneOf(address.query) }) }),
});

function undoneOf(query: URLSearchParams): Pick<ImportProps, "undone"> {
  const [removed, restored] = ["removed", "restored"].map((name) => query.get(name) ?? "");
  const isCount = (text: string | undefined) => /^\d{1,9}$/.test(text ?? "");
  return isCount(removed) && isCount(restored)
    ? { undone: { removed: Number(removed), restored: Number(restored) } }
    : {};
}

/** Makes the view of the page. */
export function importView(data: ImportsQuery, language: Language, props: ImportProps): View {
  return {
    title: language.messages.review.importTitle,
    isUnlisted: true,
    main: <Import data={data} {...props} />,
  };
}

function Import({ data, fields, problems, outcome, undone }: ImportProps & { data: ImportsQuery }) {
  const all = useMessages();
  const t = all.review;
  return (
    <div class="review">
      <h1>{t.importTitle}</h1>
      {problems && <Problems problems={problems.map(({ message }) => ({ message: inFormWords(message, all) }))} />}
      {undone && (
        <p class="notice" role="status">
          {t.importUndone(undone.removed, undone.restored)}
        </p>
      )}
      {outcome ? (
        <Report {...outcome} />
      ) : (
        <>
          <p class="lead">{t.importLead}</p>
          <ImportForm fields={fields} />
        </>
      )}
      {outcome && (
        <p>
          <a href={IMPORT}>{t.anotherFile}</a>
        </p>
      )}
      <Imports imports={data.imports ?? []} />
    </div>
  );
}

function Imports({ imports }: { imports: NonNullable<ImportsQuery["imports"]> }) {
  const all = useMessages();
  const t = all.review;
  const language = useLanguageTag();
  return (
    <section>
      <h2>{t.imports}</h2>
      {imports.length === 0 && <p>{t.noImports}</p>}
      <ol class="imports">
        {imports.map(({ id, files, fileCount, importedBy, reason, startedAt, finishedAt, recordCount, madeCount }) => {
          const name = `${files[0] ?? id}${fileCount > 1 ? ` ${all.andMore(fileCount - 1)}` : ""}`;
          return (
            <li key={id}>
              <p>
                <strong dir="auto">{name}</strong>, {longInstant(startedAt, language)},{" "}
                <span dir="auto">{importedBy ? t.importBy(importedBy) : t.byCommand}</span>
                {": "}
                {t.records(recordCount)}, {madeCount} {t.made}
                {!finishedAt && <span class="mark">{t.unfinished}</span>}
              </p>
              {reason && <p dir="auto">{reason}</p>}
              <details>
                <summary>{t.undoImport(name)}</summary>
                <form class="fields" action={`${IMPORT}/undo`} method="post">
                  <p>{t.undoImportSure}</p>
                  <input type="hidden" name="id" value={id} />
                  <button type="submit">{t.undoImport(name)}</button>
                </form>
              </details>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
