/**
 * Writes the forms of the site, one for each mutation, so that a new field of an input appears in its form by itself:
 * web/generated/forms.ts describes their fields, and web/generated/forms.graphql has the documents that read what a form shows and
 * send what was entered. scripts/siteDocuments.js takes the documents up.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  buildSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { root } from "./programs.js";

const folder = join(root, "web/generated");
const schema = buildSchema(await readFile(join(root, "schema.graphql"), "utf8"), { assumeValidSDL: true });

/** Mutations that have desks of their own, or pages with more than a form. */
const ELSEWHERE =
  /Merge|Unmerge|MergeReject|^statementsImport$|^proposals?[A-Z]|^articleExtract$|^fileImport$|^importUndo$|^undo$/;

/** Fields that every form handles by itself, and `start`, which the server finds by the words around a quote. */
const HANDLED = new Set(["id", "expectedVersion", "idempotencyKey", "start"]);

/** Fields that nouns have under another name than inputs. */
const READ_AS = { related: "relatedArticles" };

const KINDS = { Boolean: "flag", Int: "number", PartialDate: "date", DateTime: "instant" };

/** Texts of this many characters and more, by their descriptions, get several lines; so do these, which have no limit there. */
const LONG = 1_000;
const LONG_FIELDS = new Set(["text", "exact", "note"]);

function isLong({ name, description }) {
  const most = /at most ([\d,]+) characters/.exec(description ?? "")?.[1]?.replaceAll(",", "");
  return LONG_FIELDS.has(name) || Number(most ?? 0) >= LONG;
}

/** Describes a field of an input; `read` is the field of the noun that shows its value, if there is one. */
function describe(field, read) {
  const { name, type } = field;
  const named = getNamedType(type);
  const isList = isListType(getNullableType(type));
  const isLasting =
    !isList && read !== undefined && isNonNullType(read.type) && !/\bnull for\b/.test(field.description);
  const isRequired = isNonNullType(type) || isLasting;
  const common = { name, ...(isRequired && { isRequired }) };
  if (isInputObjectType(named)) {
    const inner = read && getNamedType(read.type).getFields();
    const fields = fieldsOf(named).map((own) => describe(own, inner?.[own.name]));
    return { ...common, kind: isList ? "rows" : "group", fields };
  }
  if (isEnumType(named))
    return { ...common, kind: "choice", choices: named.getValues().map(({ name: value }) => value) };
  if (named.name === "ID") return { ...common, kind: isList ? "references" : "reference", of: referredBy(field, read) };
  const kind = KINDS[named.name] ?? "text";
  return { ...common, kind, ...(kind === "text" && isLong(field) && { isLong: true }) };
}

/** What a reference refers to if neither a field of the noun nor a type has its name. */
const OTHERWISE = {
  target: "Statement",
  broader: "Topic",
  members: "Speaker",
  addressees: "Speaker",
  via: "Speaker",
  wire: "Source",
};

/** Returns what a reference refers to, as the site calls it: `speaker`; `event` if only topics of that kind will do. */
function referredBy({ name, description }, read) {
  const single = `${name[0].toUpperCase()}${name.slice(1)}`.replace(/s$/, "");
  const type = read ? getNamedType(read.type).name : (schema.getType(single)?.name ?? OTHERWISE[name]);
  if (/`EVENT`/.test(description ?? "")) return "event";
  if (!type) throw new Error(`It is not known what the reference ${name} refers to: add it to OTHERWISE.`);
  return type.toLowerCase();
}

function fieldsOf(input) {
  return Object.values(input.getFields()).filter(({ name }) => !HANDLED.has(name));
}

/** Returns the field of a noun that shows what an input's field holds; undefined if none does. */
function readerOf(noun, { name, type }) {
  const found = noun.getFields()[READ_AS[name] ?? name];
  const [given, shown] = [getNamedType(type), found && getNamedType(found.type)];
  // Fields of the same name may mean something else: a link's kind is not a statement's.
  return found && (!isEnumType(given) || given === shown) ? found : undefined;
}

/** Writes the selection that reads a field's value. */
function selectionOf(field, read) {
  const name = read.name === field.name ? field.name : `${field.name}: ${read.name}`;
  const type = getNamedType(read.type);
  if (!isObjectType(type)) return name;
  const input = getNamedType(field.type);
  const inner = isInputObjectType(input)
    ? fieldsOf(input).map((own) => own.name)
    : [type.getFields().slug ? "slug" : "id"];
  return `${name} { ${inner.join(" ")} }`;
}

/** Returns the noun that a mutation changes: the one it is named after, if it has versions; otherwise the one it returns. */
function nounOf(mutation, payload) {
  const [first = ""] = /^[a-z]+/.exec(mutation) ?? [];
  const named = schema.getType(first[0].toUpperCase() + first.slice(1));
  if (named?.getFields?.().version) return named;
  return getNamedType(
    Object.values(payload.getFields()).find(({ type }) => getNamedType(type).getFields?.().version).type,
  );
}

const key = (name) => name[0].toLowerCase() + name.slice(1);

const documents = [];
const forms = Object.values(schema.getMutationType().getFields())
  .filter(({ name }) => !ELSEWHERE.test(name))
  .map(({ name, type, args: [argument] }) => {
    const input = getNamedType(argument.type);
    const payload = getNamedType(type);
    const noun = nounOf(name, payload);
    const { id, expectedVersion } = input.getFields();
    const isFilled = /(?:Update|Move)$/.test(name);
    const read = new Map(fieldsOf(input).map((field) => [field.name, isFilled ? readerOf(noun, field) : undefined]));
    const Name = name[0].toUpperCase() + name.slice(1);
    const selections = fieldsOf(input).flatMap((field) => {
      const reader = read.get(field.name);
      return reader ? [selectionOf(field, reader)] : [];
    });
    if (id)
      documents.push(
        `query ${Name}Opens($id: ID!) { noun: node(id: $id) { ...Edited ${
          selections.length > 0 ? `... on ${noun.name} { ${selections.join(" ")} }` : ""
        } } }`,
      );
    const returned = Object.values(payload.getFields()).find((field) => getNamedType(field.type).getFields?.().version);
    const candidates = payload.getFields().candidates ? "candidates { exact prefix suffix }" : "";
    documents.push(
      `mutation ${Name}Sends($input: ${input.name}!) { sent: ${name}(input: $input) { noun: ${returned.name} { ...Edited } ${candidates} userErrors { field message code } } }`,
    );
    return {
      mutation: name,
      noun: noun.name,
      ...(id && { hasTarget: true }),
      ...(expectedVersion && { hasVersion: true }),
      ...(isFilled && { isFilled }),
      ...(id && { opens: `${key(Name)}Opens` }),
      sends: `${key(Name)}Sends`,
      fields: fieldsOf(input).map((field) => ({
        ...describe(field, read.get(field.name)),
        ...(isFilled && field.name !== "reason" && !read.get(field.name) && { isUnread: true }),
      })),
    };
  });

const note = "Made by `npm run generate` from the mutations of schema.graphql.";
await mkdir(folder, { recursive: true });
await writeFile(join(folder, "forms.graphql"), `# ${note}\n${documents.join("\n\n")}\n`);
await writeFile(
  join(folder, "forms.ts"),
  `// ${note}
import type { documents } from "./documents.ts";

/** A field of a form. */
export interface FormField {
  /** Its name in the mutation's input. */
  name: string;
  kind: "text" | "choice" | "flag" | "number" | "date" | "instant" | "reference" | "references" | "group" | "rows";
  isRequired?: boolean;
  /** What a reference refers to. */
  of?: "speaker" | "topic" | "event" | "source" | "proposition" | "article" | "statement";
  /** Whether its text has several lines. */
  isLong?: boolean;
  /** Whether the API does not show its value: left empty, it stays as it is. */
  isUnread?: boolean;
  choices?: readonly string[];
  /** The fields of a group, or of each row. */
  fields?: readonly FormField[];
}

/** The form of a mutation. */
export interface FormDescription {
  mutation: string;
  /** The type of the node that is changed or added to. */
  noun: string;
  /** Whether the mutation changes a node, by its \`id\`. */
  hasTarget?: boolean;
  /** Whether it expects the version that its sender has seen. */
  hasVersion?: boolean;
  /** Whether the form shows the values of the node. */
  isFilled?: boolean;
  /** The document that reads the node; none for forms that add one. */
  opens?: keyof typeof documents;
  sends: keyof typeof documents;
  fields: readonly FormField[];
}

/** The forms of all mutations that have no page of another kind. */
export const forms: readonly FormDescription[] = ${JSON.stringify(forms, null, 2)};
`,
);
