import { changesAddress } from "../address/changes.ts";
import { editAddress } from "../address/edit.ts";
import { forms } from "../generated/forms.ts";
import { useIsEditor, useMessages } from "./reading.ts";

export interface EditLinksProps {
  /** The type of the node: `Speaker`. */
  noun: string;
  id: string;
  /** The status of a statement. */
  status?: string;
  /** Mutations that would find nothing to do with it. */
  without?: readonly string[];
  /** Whether it is about a part of the page, and readers see nothing of it, not even the link to the history. */
  isForEditors?: boolean;
}

/** Mutations that fit statements of some statuses only. */
const statuses: Readonly<Record<string, readonly string[]>> = {
  statementRetract: ["PUBLISHED"],
  statementRestore: ["RETRACTED", "REJECTED"],
  statementPublish: ["PROPOSED"],
  statementReject: ["PROPOSED"],
};

/** Forms that add something to a node, each with the field that names the node. */
const additions: Readonly<Record<string, readonly [mutation: string, field: string]>> = {
  Article: ["statementCreate", "article"],
  Statement: ["appearanceCreate", "statement"],
};

/** The history of a thing, for everybody, and for editors everything that they can do with it. */
export function EditLinks({ noun, id, status, without = [], isForEditors = false }: EditLinksProps) {
  const t = useMessages();
  const isEditor = useIsEditor();
  if (isForEditors && !isEditor) return null;
  const fitting = forms.filter(
    (form) =>
      form.hasTarget &&
      form.noun === noun &&
      !without.includes(form.mutation) &&
      (!status || (statuses[form.mutation]?.includes(status) ?? true)),
  );
  const [added, field = ""] = additions[noun] ?? [];
  const edits = [
    ...fitting.map(({ mutation }) => ({ mutation, href: editAddress(mutation, { id }) })),
    ...(added ? [{ mutation: added, href: editAddress(added, { [field]: id }) }] : []),
  ];
  const links = (
    <ul>
      <li>
        <a href={changesAddress([{ name: "node", value: id }])}>{t.history}</a>
      </li>
      {isEditor &&
        edits.map(({ mutation, href }) => (
          <li key={mutation}>
            <a href={href}>{t.formTitle[mutation] ?? mutation}</a>
          </li>
        ))}
    </ul>
  );
  // A page has one such landmark: that of the thing that it is about.
  if (isForEditors) return <div class="edit-links">{links}</div>;
  return (
    <nav class="edit-links" aria-label={t.historyAndEdits}>
      {links}
    </nav>
  );
}
