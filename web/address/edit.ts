/** The address of the forms that add something. */
export const EDIT = "/edit";

/** The address of the form of a mutation, for a node if it changes one, and filled with more values if they are given. */
export function editAddress(mutation: string, values: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(values).toString();
  return query === "" ? `${EDIT}/${mutation}` : `${EDIT}/${mutation}?${query}`;
}

/** The page on which a change is undone. */
export const UNDO = `${EDIT}/undo`;

/** Writes the address at which a change can be undone. */
export function undoAddress(revision: string): string {
  return `${UNDO}?${new URLSearchParams({ revision })}`;
}
