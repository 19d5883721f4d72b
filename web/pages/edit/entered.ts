import { createHash } from "node:crypto";
import type { FormField } from "../../generated/forms.ts";

/**
 * What a form holds: the texts of its fields by their names. A field inside another has both names, with a dot between them,
 * and a row its number, from 0: `roles.0.label`. These are also the places that `userErrors` name.
 */
export type Entered = ReadonlyMap<string, string>;

/** Reads what a browser sent. */
export function readEntered(fields: readonly FormField[], sent: URLSearchParams): Entered {
  const known = new Set(fields.map(({ name }) => name));
  return new Map(
    [...sent]
      .filter(([name]) => known.has(name.split(".", 1)[0] ?? ""))
      .map(([name, value]) => [name, withPlainLines(value)]),
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
    case "text":
    case "choice":
    case "number":
    case "date":
    case "instant":
      return [[at, withPlainLines(String(value))]];
  }
}

/** Ends all lines with LF: browsers change other ends, which nobody has entered. */
function withPlainLines(text: string): string {
  return text.replaceAll(/\r\n?/g, "\n");
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
    case "text":
    case "choice":
    case "date":
    case "instant":
    case "reference": {
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
 * What a form showed when it was opened: a digest for each field, for a hidden field of the form. The values themselves may be as
 * large as the text of an article.
 */
export type Seen = Readonly<Record<string, string>>;

/** Remembers what a form shows. */
export function seenIn(fields: readonly FormField[], entered: Entered): Seen {
  return Object.fromEntries(fields.map((field) => [field.name, digestOf(field, entered)]));
}

/** Reads what a form showed when it was opened; nothing if somebody has tampered with it. */
export function readSeen(text: string | null): Seen {
  try {
    const read: unknown = JSON.parse(text ?? "{}");
    return typeof read === "object" && read !== null ? { ...(read as Seen) } : {};
  } catch {
    return {};
  }
}

/** Tells whether a field holds what the form showed when it was opened. */
export function isAsSeen(field: FormField, entered: Entered, seen: Seen): boolean {
  return digestOf(field, entered) === seen[field.name];
}

const DIGITS = 16;

function digestOf(field: FormField, entered: Entered): string {
  const text = JSON.stringify(inputOf(field, entered));
  return createHash("sha256").update(text).digest("hex").slice(0, DIGITS);
}
