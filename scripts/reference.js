/** Writes docs/reference.md from schema.graphql, section by section, for readers without an explorer. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isScalarType,
  isSpecifiedScalarType,
} from "graphql";

const schemaFile = new URL("../schema.graphql", import.meta.url);
const outputFile = new URL("../docs/reference.md", import.meta.url);

const source = await readFile(schemaFile, "utf8");
const schema = buildSchema(source);
const types = Object.values(schema.getTypeMap())
  .filter((type) => !type.name.startsWith("__") && !isSpecifiedScalarType(type))
  .sort((one, other) => one.astNode.loc.start - other.astNode.loc.start);

/** The sections of the schema, by their banners. The section of the directives has no types, so it is left out. */
const sections = [...source.matchAll(/^# -+\n# (.+)\n# -+$/gm)]
  .map(({ 1: title, index }, i, banners) => {
    const end = banners[i + 1]?.index ?? source.length;
    const members = types.filter(({ astNode: { loc } }) => loc.start > index && loc.start < end);
    return { title, members };
  })
  .filter(({ members }) => members.length > 0);

/** Returns text for a cell of a table: on one line, with the signs that would end the cell escaped. */
function cell(text) {
  return (text ?? "").replaceAll("\n", " ").replaceAll("|", "\\|");
}

/** Returns a type as the schema writes it, with a link if this page describes it. */
function link(type) {
  const name = String(type).replace(/[[\]!]/g, "");
  return types.some((known) => known.name === name) ? `[\`${type}\`](#${name.toLowerCase()})` : `\`${type}\``;
}

function table(heads, rows) {
  return [heads, heads.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

const PAGING = ["first", "after", "last", "before"];

/** Returns the arguments of a field. The paging arguments are only named, because the introduction explains them. */
function argumentsOf({ args = [] }) {
  const isPaged = PAGING.every((name) => args.some((argument) => argument.name === name));
  const others = isPaged ? args.filter(({ name }) => !PAGING.includes(name)) : args;
  const paging = `<br>Paged by ${PAGING.map((name) => `\`${name}\``).join(", ")}.`;
  return others.map(argumentOf).join("") + (isPaged ? paging : "");
}

function argumentOf({ name, type, defaultValue, description }) {
  const byDefault = defaultValue === undefined ? "" : ` (default \`${JSON.stringify(defaultValue)}\`)`;
  return `<br>\`${name}\` ${link(type)}${byDefault}: ${cell(description)}`;
}

/** Returns the rules in a field's directives: the role it needs, and the codes with which it refuses. */
function rulesOf({ astNode }) {
  const argument = (directive, named) => {
    const found = astNode?.directives?.find((used) => used.name.value === directive);
    return found?.arguments?.find(({ name }) => name.value === named)?.value;
  };
  const role = argument("auth", "role")?.value;
  const codes = argument("errors", "codes")?.values?.map(({ value }) => `\`${value}\``);
  return [
    role && `<br>Needs a key of the role \`${role}\`.`,
    codes && `<br>Codes in \`userErrors\`: ${codes.join(", ")}.`,
  ]
    .filter(Boolean)
    .join("");
}

function body(type) {
  if (isScalarType(type)) return "";
  if (isEnumType(type))
    return table(
      ["value", "meaning"],
      type.getValues().map((value) => [`\`${value.name}\``, cell(value.description)]),
    );
  const fields = Object.values(type.getFields());
  return table(
    ["field", "type", "meaning"],
    fields.map((field) => [
      `\`${field.name}\``,
      link(field.type),
      cell(field.description) + rulesOf(field) + argumentsOf(field),
    ]),
  );
}

/** Returns a label for inputs, enums, scalars and interfaces; empty for object types. */
function sortOf(type) {
  if (isInputObjectType(type)) return "*Input.* ";
  if (isEnumType(type)) return "*Enum.* ";
  if (isScalarType(type)) return "*Scalar.* ";
  return isInterfaceType(type) ? "*Interface.* " : "";
}

/** Types left out of the contents, because readers reach them by the fields and mutations that use them. */
const ATTENDANT = /(Connection|Edge|Input|Payload)$/;

const contents = sections.map(({ title, members }) => {
  const anchor = title.toLowerCase().replaceAll(" ", "-");
  return `- **[${title}](#${anchor})**: ${members
    .filter(({ name }) => !ATTENDANT.test(name))
    .map(link)
    .join(", ")}`;
});
const described = sections.map(({ title, members }) => {
  const parts = members.map((type) =>
    [`### ${type.name}`, sortOf(type) + cell(type.description), body(type)].filter(Boolean).join("\n\n"),
  );
  return `## ${title}\n\n${parts.join("\n\n")}`;
});
const text = ["# Reference", schema.description, "## Contents", contents.join("\n"), ...described].join("\n\n");
await mkdir(new URL(".", outputFile), { recursive: true });
await writeFile(outputFile, `<!-- Made by \`npm run generate\` from schema.graphql. -->\n\n${text}\n`);
