import { InputError } from "../../lists/inputError.ts";

/** A filter as it is typed in a URL or on the command line: the values of each parameter. */
export type TypedFilter = Readonly<Record<string, readonly string[] | undefined>>;

/** A parameter of a URL, and an option of the command line. */
export interface FilterParameter {
  /** Its name in a URL; the option has it in kebab case. */
  name: string;
  /** What `--help` calls its value. */
  value: string;
  /** What it asks for, for `--help` and docs/export.md. */
  words: string;
  /** Whether it takes one value only; otherwise any of several may hold. */
  isSingle?: boolean;
  /** The word before its values in the title of a feed: "by" makes "Statements by Ada Brandt". */
  inTitle?: string;
}

/** How a field of the filter is typed. */
export interface TypedField<Value> {
  parameters: readonly FilterParameter[];
  /** Reads the field's value; undefined if none of its parameters is given. Throws InputError naming a bad parameter. */
  read(typed: TypedFilter): Value | undefined;
}

/** A field whose values are taken as they are typed. */
export function anyValues(parameter: FilterParameter): TypedField<readonly string[]> {
  return { parameters: [parameter], read: (typed) => typed[parameter.name] };
}

/** A field that takes the values of an enum, in upper or lower case; `--help` lists them behind the words. */
export function enumValues<Value extends string>(
  parameter: FilterParameter,
  known: Readonly<Record<string, Value>>,
): TypedField<readonly Value[]> {
  const { name, words } = parameter;
  const values = Object.values(known);
  const read = (text: string) => {
    const value = values.find((each) => each === text.toUpperCase());
    if (value) return value;
    throw new InputError(name, `\`${name}\` is ${values.join(", ")}, not ${excerpt(text)}.`);
  };
  return {
    parameters: [{ ...parameter, words: `${words}: ${values.slice(0, -1).join(", ")} or ${values.at(-1)}` }],
    read: (typed) => typed[name]?.map(read),
  };
}

/** The value of a parameter that takes a single one. Throws InputError if there are several. */
export function singleValue(typed: TypedFilter, name: string): string | undefined {
  const values = typed[name] ?? [];
  if (values.length > 1) throw new InputError(name, `\`${name}\` is given once, not ${values.length} times.`);
  return values[0];
}

/** What was typed, quoted and cut to a length that a message can show. */
export function excerpt(text: string): string {
  return JSON.stringify(text.slice(0, 100));
}
