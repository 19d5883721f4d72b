const LASTING_ID = /^\D*\d{4,7}$|^\D*[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Tells whether an id is the same in all files of its corpus: a number that is no mere count ("p32600", not "p3"), or a UUID. */
export function isLastingId(id: string): boolean {
  return LASTING_ID.test(id);
}
