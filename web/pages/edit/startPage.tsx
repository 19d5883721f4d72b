import { EDIT, editAddress } from "../../address/edit.ts";
import { documents } from "../../generated/documents.ts";
import { definePage } from "../../page.ts";
import { useMessages } from "../../views/reading.ts";
import { allForms } from "./form.ts";

/** The forms that add something to the archive. Those that change something stand on the page of what they change. */
export const editStartPage = definePage({
  path: EDIT,
  isForEditors: true,
  document: documents.formOpens,
  variables: () => ({}),
  show: (_data, { language }) => ({
    view: { title: language.messages.addToArchive, isUnlisted: true, main: <Start /> },
  }),
});

function Start() {
  const t = useMessages();
  return (
    <div class="edit">
      <h1>{t.addToArchive}</h1>
      <ul class="edit-list">
        {allForms
          .filter(({ hasTarget }) => !hasTarget)
          .map(({ mutation }) => (
            <li key={mutation}>
              <a href={editAddress(mutation)}>{t.formTitle[mutation] ?? mutation}</a>
            </li>
          ))}
      </ul>
    </div>
  );
}
