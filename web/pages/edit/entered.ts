import type { FormField } from "../../generated/forms.ts";

/**
 * What a form holds: the texts of its fields by their names. A field inside another has both names, with a dot between them,
 * and a row its number, from 0: `roles.0.label`. These are also the places that `userErrors` name.
 */
export type Entered = ReadonlyMap<string, string>;

/** Reads what a browser sent. Browsers end lines with CRLF, whatever the page had. */
export function readEntered(fields: readonly FormField[], sent: URLSearchParams): Entered {
  const known = new Set(fields.map(({ name }) => name));
  return new Map(
    [...sent]
      .filter(([name]) => known.has(name.split(".", 1)[0] ?? ""))
      .map(([name, value]) => [name, value.replaceAll("\r\n", "\n")]),
  );
}

/** Writes the values of a mutation's input, or of the noun that it changes, as the texts of a form. */
export function enteredOf(fields: readonly FormField[], values: object): Entered {
  const given = values as Readonly<Record<string, unknown>>;
  return new Map(fields.flatMap((field) => textsOf(field, field.name, given[field.name])));
}

function textsOf(field: FormField, at: string, value: unknown): [string, string][] {
  if (value === null || value === undefined) return [];
  const inner = (object: unknown, place: string) =>
    (field.fields ?? []).flatMap((own) =>
      textsOf(own, `${place}.${own.name}`, (object as Record<string, unknown>)[own.name]),
    );
  switch (field.kind) {
    case "group":
      return inner(value, at);
    case "rows":
      return (value as unknown[]).flatMap((row, index) => inner(row, `${at}.${index}`));
    case "references":
      return [[at, (value as unknown[]).map(referenceOf).join("\n")]];
    case "reference":
      return [[at, referenceOf(value)]];
    case "flag":
      return value === true ? [[at, "true"]] : [];
    default:
      return [[at, String(value)]];
  }
}

/** Writes what a node is referred to by: its slug, or its id. */
function referenceOf(node: unknown): string {
  if (typeof node !== "object" || node === null) return String(node);
  const { slug, id } = node as { slug?: string; id?: string };
  return slug ?? id ?? "";
}

/** Reads the value of a field for the mutation's input: null if nothing was entered; rows without any text do not count. */
export function inputOf(field: FormField, entered: Entered, at: string = field.name): unknown {
  const text = entered.get(at) ?? "";
  switch (field.kind) {
    case "flag":
      return text === "true";
    case "references":
      return text
        .split(/[\n,]/)
        .map((line) => line.trim())
        .filter((line) => line !== "");
    case "rows":
      return rowNumbers(entered, at)
        .map((number) => groupOf(field, entered, `${at}.${number}`))
        .filter((row) => row !== null);
    case "group":
      return groupOf(field, entered, at);
    case "number":
      return text.trim() === "" ? null : Number(text);
    default: {
      const line = field.isLong ? text : text.trim();
      return line.trim() === "" ? null : line;
    }
  }
}

/** Reads a group; null if all of its fields are empty. Empty fields are left out. */
function groupOf({ fields = [] }: FormField, entered: Entered, at: string): Record<string, unknown> | null {
  const values = fields
    .map((field) => [field.name, inputOf(field, entered, `${at}.${field.name}`)] as const)
    .filter(([, value]) => value !== null);
  return values.length > 0 ? Object.fromEntries(values) : null;
}

/** Returns the numbers of the rows of which something was sent, in their order. */
function rowNumbers(entered: Entered, at: string): number[] {
  const found = [...entered.keys()].flatMap((name) => {
    const [number = ""] = name.startsWith(`${at}.`) ? name.slice(at.length + 1).split(".", 1) : [];
    return /^\d{1,4}$/.test(number) ? [Number(number)] : [];
  });
  return [...new Set(found)].sort((one, other) => one - other);
}

/** Reads all fields. */
export function inputsOf(fields: readonly FormField[], entered: Entered): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field.name, inputOf(field, entered)]));
}

/** Tells whether two states of a form agree about a field. */
export function isSameField(field: FormField, one: Entered, other: Entered): boolean {
  return JSON.stringify(inputOf(field, one)) === JSON.stringify(inputOf(field, other));
}

/**
 * Returns the input with the fields that were changed, and those that belong to them: who changes `saidAt` also says
 * `saidAtPrecision`, which would otherwise become that of an exact time.
 */
export function changesIn(fields: readonly FormField[], seen: Entered, entered: Entered): Record<string, unknown> {
  const changed = fields.filter((field) => !isSameField(field, seen, entered)).map(({ name }) => name);
  const isPartOf = (name: string) =>
    changed.some((other) => name.startsWith(other) && /^[A-Z]/.test(name.slice(other.length)));
  return inputsOf(
    fields.filter(({ name }) => changed.includes(name) || isPartOf(name)),
    entered,
  );
}

/** Writes what a form showed when it was opened, for a hidden field of it. */
export function writeSeen(seen: Entered): string {
  return JSON.stringify([...seen]);
}

/** Reads what a form showed when it was opened; nothing if somebody has tampered with it. */
export function readSeen(text: string | null): Entered {
  try {
    const pairs: unknown = JSON.parse(text ?? "[]");
    if (!Array.isArray(pairs)) return new Map();
    return new Map(
      pairs.filter(
        (pair): pair is [string, string] => Array.isArray(pair) && pair.every((part) => typeof part === "string"),
      ),
    );
  } catch {
    return new Map();
  }
}
