/** Writes text so that XML and HTML show it, in an element or an attribute. Characters that XML cannot hold are left out. */
export function inXml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "")
    .replaceAll(/[&<>"']/gu, (letter) => `&#${letter.charCodeAt(0)};`);
}
