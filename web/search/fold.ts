/** Digits of Arabic and Persian, each in the place of its value. */
const DIGITS = ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"];

/**
 * Returns a text in small letters without accents, dots and hamzas, with the digits 0 to 9 only, in which every character stands
 * where it stood. So “KASIM” and “kasım” are one word, and a place in the result is the same place in the text.
 */
export function fold(text: string): string {
  return text.replaceAll(/[^\0-\x40]/g, (unit) => {
    const digit = Math.max(...DIGITS.map((digits) => digits.indexOf(unit)));
    if (digit >= 0) return String(digit);
    const small = unit.normalize("NFD").charAt(0).toLowerCase().charAt(0);
    return small === "ı" ? "i" : small;
  });
}
