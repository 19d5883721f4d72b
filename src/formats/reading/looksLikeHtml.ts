/** The beginning of a web page: a document type, an element of its frame, or a comment that a browser has put before it. */
const BEGINNING =
  /^\ufeff?\s*(?:<!--.{0,2000}?-->\s*|<\?xml[^>]{0,200}>\s*)*<(?:!doctype\s+html|html|head|body|meta|title|article|main)\b/is;

/** Tells by its beginning whether a text is a web page. */
export function looksLikeHtml(text: string): boolean {
  return BEGINNING.test(text.slice(0, 10_000));
}
