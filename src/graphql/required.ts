/**
 * Returns the row that a foreign key points to. If it is missing, the archive is damaged, and `onrecord check` says
 * how.
 */
export async function required<Row>(loading: Promise<Row | null>): Promise<Row> {
  const row = await loading;
  if (row === null) throw new Error("A row that must exist is missing.");
  return row;
}
