import { IMPORT } from "../../address/import.ts";
import type { ImportReportFragment } from "../../generated/operations.ts";
import { useMessages } from "../../views/reading.ts";
import type { ImportOutcome } from "./outcome.ts";
import { SETTINGS } from "./readForm.ts";
import { inFormWords } from "./settingWords.ts";

/** What an import did with a file or, after a trial, would do; then with a button that imports the same content. */
export function Report({ file, report, isTrial, importId, fields }: ImportOutcome) {
  const t = useMessages().review;
  const title = isTrial ? t.dryRunOf(file.name) : importId ? t.importedFrom(file.name) : t.nothingNew(file.name);
  return (
    <section class="import-report" aria-labelledby="import-report">
      <h2 id="import-report" dir="auto">
        {title}
      </h2>
      <Counts report={report} />
      {isTrial && hasEffect(report) && <ImportNow file={file} fields={fields} />}
      <Rejections report={report} />
      <NewNames report={report} />
    </section>
  );
}

function Counts({ report }: { report: ImportReportFragment }) {
  const all = useMessages();
  const t = all.review;
  const { recordCount, madeCount, changedCount, unchangedCount, leftOutCount, rejectedCount } = report;
  const counts = [
    [madeCount, t.made],
    [changedCount, t.changed],
    [unchangedCount, t.unchanged],
    [leftOutCount, t.leftOut],
    [rejectedCount, t.rejected],
  ] as const;
  return (
    <>
      <p class="lead" role="status">
        {t.records(recordCount)}
      </p>
      <table class="counts">
        <tbody>
          {counts.map(([count, what]) => (
            <tr key={what}>
              <td>{count}</td>
              <th scope="row">{what}</th>
            </tr>
          ))}
        </tbody>
      </table>
      {report.unprintedCount > 0 && <p class="notice">{t.unprinted(report.unprintedCount)}</p>}
      {report.notes.length > 0 && (
        <ul>
          {report.notes.map((note) => (
            <li key={note} dir="auto">
              {inFormWords(note, all)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Tells whether an import of what was tried would leave anything in the archive. */
function hasEffect({
  madeCount,
  changedCount,
  newArticleCount,
  newSpeakers,
  newSources,
  newTopics,
}: ImportReportFragment) {
  const names = [...newSpeakers, ...newSources, ...newTopics];
  return madeCount + changedCount + newArticleCount + names.length > 0;
}

/** The button that imports what was tried. The content is part of the form, so nothing has to be chosen again. */
function ImportNow({ file, fields }: Pick<ImportOutcome, "file" | "fields">) {
  const t = useMessages().review;
  const { content } = file;
  const base64 = "base64" in content ? content.base64 : Buffer.from(content.text).toString("base64");
  return (
    <form class="fields" action={IMPORT} method="post" encType="multipart/form-data">
      <input type="hidden" name="name" value={file.name} />
      <input type="hidden" name="base64" value={base64} />
      {SETTINGS.map((name) => (
        <input
          key={name}
          type="hidden"
          name={name}
          value={name === "format" ? file.format : (fields.get(name) ?? "")}
        />
      ))}
      <button type="submit" name="step" value="import">
        {t.importNow}
      </button>
    </form>
  );
}

function Rejections({ report }: { report: ImportReportFragment }) {
  const all = useMessages();
  const t = all.review;
  const { rejections, rejectedCount } = report;
  if (rejections.length === 0) return null;
  const left = rejectedCount - rejections.reduce((sum, { recordCount }) => sum + recordCount, 0);
  return (
    <>
      <h3>{t.rejections}</h3>
      <table class="rejections">
        <thead>
          <tr>
            <th scope="col">{t.line}</th>
            <th scope="col">{t.record}</th>
            <th scope="col">{t.problem}</th>
          </tr>
        </thead>
        <tbody>
          {rejections.map(({ line, record, code, message, recordCount }, index) => (
            <tr key={`${index} ${line} ${record}`}>
              <td>{line}</td>
              <td dir="auto">{record}</td>
              <td dir="auto">
                {inFormWords(message, all)} <code>{code}</code> {recordCount > 1 && `(${t.standsFor(recordCount)})`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && <p>{t.moreRejections(left)}</p>}
    </>
  );
}

function NewNames({ report }: { report: ImportReportFragment }) {
  const all = useMessages();
  const t = all.review;
  const lists = [
    [t.newSpeakers, report.newSpeakers],
    [t.newSources, report.newSources],
    [t.newTopics, report.newTopics],
  ] as const;
  if (report.newArticleCount === 0 && lists.every(([, names]) => names.length === 0)) return null;
  return (
    <>
      <h3>{t.wouldBeNew}</h3>
      <dl class="facts">
        {report.newArticleCount > 0 && (
          <>
            <dt>{t.newArticles}</dt>
            <dd>{report.newArticleCount}</dd>
          </>
        )}
        {lists.map(
          ([what, names]) =>
            names.length > 0 && (
              <>
                <dt>{what}</dt>
                <dd dir="auto">{names.join(all.comma)}</dd>
              </>
            ),
        )}
      </dl>
    </>
  );
}
