/** The fields of a row, each with the PostgreSQL type of its column. */
export type FieldTypes<Row extends object = Record<string, unknown>> = Readonly<Record<keyof Row & string, string>>;

/**
 * A table of the archive, declared once for all who read it, write it or take it back. `Row` is its model in schema.prisma: the
 * compiler asks for each of its fields, and a test holds the rest to the migrated database.
 */
export interface Table<Row extends object = Record<string, unknown>> {
  table: string;
  /** The columns of the primary key. */
  key: readonly string[];
  /** The column of the noun that a row belongs to, if it is part of one: a name, a role, a tag. */
  owner?: string;
  /** The columns that refer to other tables. Their rows must exist before this one can come back. */
  parents?: Readonly<Record<string, string>>;
  fields: FieldTypes<Row>;
  /** The condition, as SQL on the alias `was`, on which a removed row can come back: triggers or unique columns may refuse it. */
  fits?: string;
  /**
   * A column that goes back to most values only when all other rows are restored, and on a condition, as SQL on the table: other rows
   * may rely on the one value that is not late.
   */
  late?: { column: string; unlessValue: string; when: string };
}

/** A table whose rows are part of a noun. */
export type PartTable = Required<Pick<Table, "table" | "owner" | "parents">>;

/** Returns the column of a field: `said_at` for `saidAt`. */
export function columnOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Returns the field of a column: `saidAt` for `said_at`. */
export function fieldOfColumn(column: string): string {
  return column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Returns the fields without some of them. */
export function without<Fields extends object, Left extends keyof Fields>(
  fields: Fields,
  ...left: readonly Left[]
): Omit<Fields, Left> {
  const kept = Object.entries(fields).filter(([field]) => !left.includes(field as Left));
  return Object.fromEntries(kept) as Omit<Fields, Left>;
}
