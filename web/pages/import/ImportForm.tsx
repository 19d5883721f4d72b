import { IMPORT } from "../../address/import.ts";
import { useMessages } from "../../views/reading.ts";

/** The form that takes a file or pasted rows, and how they are to be read. It only tries them. */
export function ImportForm({ fields }: { fields: URLSearchParams | undefined }) {
  const t = useMessages().review;
  const given = (name: string) => fields?.get(name) ?? "";
  return (
    <form class="fields" action={IMPORT} method="post" encType="multipart/form-data">
      <label for="import-file">{t.file}</label>
      <input id="import-file" name="file" type="file" accept=".csv,.tsv,.txt,.xlsx,.xlsm,.jsonl,.ndjson,text/csv" />
      <label for="import-rows">{t.orPaste}</label>
      <textarea id="import-rows" name="rows" rows={6} dir="auto" value={given("rows")} />
      <label for="import-name">{t.fileName}</label>
      <input id="import-name" name="name" maxLength={200} dir="auto" value={given("name") || "pasted.csv"} />
      <details open={fields !== undefined}>
        <summary>{t.settings}</summary>
        <label for="import-format">{t.format}</label>
        <select id="import-format" name="format">
          <option value="">{t.formatByName}</option>
          {["CSV", "XLSX", "JSONL"].map((format) => (
            <option key={format} value={format} selected={given("format") === format}>
              {format}
            </option>
          ))}
        </select>
        <label for="import-source">{t.source}</label>
        <input id="import-source" name="source" maxLength={300} dir="auto" value={given("source")} />
        <label for="import-wire">{t.wire}</label>
        <input id="import-wire" name="wire" maxLength={300} dir="auto" value={given("wire")} />
        <label for="import-language">{t.rowLanguage}</label>
        <input id="import-language" name="language" maxLength={35} value={given("language")} />
        <label for="import-dates">{t.dates}</label>
        <select id="import-dates" name="dates">
          <option value="">{t.datesRefused}</option>
          <option value="DAY_FIRST" selected={given("dates") === "DAY_FIRST"}>
            {t.dayFirst}
          </option>
          <option value="MONTH_FIRST" selected={given("dates") === "MONTH_FIRST"}>
            {t.monthFirst}
          </option>
        </select>
        <label for="import-columns">{t.columns}</label>
        <textarea id="import-columns" name="columns" rows={3} dir="auto" value={given("columns")} />
        <label for="import-fill-down">{t.fillDown}</label>
        <input id="import-fill-down" name="fillDown" dir="auto" value={given("fillDown")} />
        <label for="import-sheet">{t.sheet}</label>
        <input id="import-sheet" name="sheet" maxLength={200} dir="auto" value={given("sheet")} />
        <label for="import-why">{t.why}</label>
        <input id="import-why" name="why" maxLength={1_000} dir="auto" value={given("why")} />
      </details>
      <button type="submit">{t.tryIt}</button>
    </form>
  );
}
