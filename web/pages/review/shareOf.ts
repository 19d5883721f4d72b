/** Writes a number from 0 to 1 in percent, as the language does. */
export function shareOf(number: number, language: string): string {
  return new Intl.NumberFormat(language, { style: "percent" }).format(number);
}
