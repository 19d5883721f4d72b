/** A row of any table of names. */
export interface NameRow {
  name: string;
  language: string | null;
}
