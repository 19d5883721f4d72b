/** The forms that a language has for numbers: `one` and `other` in English, more elsewhere. */
type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

const rules = new Map<string, Intl.PluralRules>();
const numbers = new Map<string, Intl.NumberFormat>();

/** Writes a number with the word that it counts: `#` in the form that the language's rules choose is the number. */
export function counted(language: string, number: number, forms: Forms): string {
  const rule = made(rules, language, () => new Intl.PluralRules(language)).select(number);
  return (forms[rule] ?? forms.other).replace("#", writtenNumber(language, number));
}

/** Writes a number as the language groups its digits. */
export function writtenNumber(language: string, number: number): string {
  return made(numbers, language, () => new Intl.NumberFormat(language)).format(number);
}

function made<Value>(kept: Map<string, Value>, language: string, make: () => Value): Value {
  const value = kept.get(language) ?? make();
  kept.set(language, value);
  return value;
}
