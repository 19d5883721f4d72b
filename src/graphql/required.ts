/** The row that a foreign key points to. Throws where there is none: then the archive is broken, and `onrecord check` tells. */
export async function required<Row>(loading: Promise<Row | null>): Promise<Row> {
  const row = await loading;
  if (row === null) throw new Error("A row that must exist is missing.");
  return row;
}
