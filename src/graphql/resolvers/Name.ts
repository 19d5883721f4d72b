/** A name as any of the tables of names holds it. */
export interface NameRow {
  name: string;
  language: string | null;
}
