/** Writes docs/reference.md from schema.graphql: what the API answers, for whoever reads rather than explores. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
} from "graphql";

const schemaFile = new URL("../schema.graphql", import.meta.url);
const outputFile = new URL("../docs/reference.md", import.meta.url);

const schema = buildSchema(await readFile(schemaFile, "utf8"));
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !type.name.startsWith("__") && !isSpecifiedScalarType(type),
);

const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];

const sections = [
  ["Queries, mutations, subscriptions", roots],
  ["Objects", types.filter((type) => (isObjectType(type) || isInterfaceType(type)) && !roots.includes(type))],
  ["Inputs", types.filter(isInputObjectType)],
  ["Enums", types.filter(isEnumType)],
  ["Scalars", types.filter(isScalarType)],
];

/** Text for a cell of a table: on one line, and with nothing that would end the cell. */
function cell(text) {
  return (text ?? "").replaceAll("\n", " ").replaceAll("|", "\\|");
}

/** A type as the schema writes it, linked where this page has it. */
function link(type) {
  const name = String(type).replace(/[[\]!]/g, "");
  return types.some((known) => known.name === name) ? `[\`${type}\`](#${name.toLowerCase()})` : `\`${type}\``;
}

function table(heads, rows) {
  return [heads, heads.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

function argumentsOf(field) {
  return (field.args ?? [])
    .map((argument) => `<br>\`${argument.name}\` ${link(argument.type)}: ${cell(argument.description)}`)
    .join("");
}

/** What the directives of a field say to its users: who may, and how it may fail. */
function rulesOf({ astNode }) {
  const argument = (directive, named) => {
    const found = astNode?.directives?.find((used) => used.name.value === directive);
    return found?.arguments?.find(({ name }) => name.value === named)?.value;
  };
  const role = argument("auth", "role")?.value;
  const codes = argument("errors", "codes")?.values?.map(({ value }) => `\`${value}\``);
  return [
    role && `<br>Needs a key of the role \`${role}\`.`,
    codes && `<br>Codes of \`userErrors\`: ${codes.join(", ")}.`,
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

const text = sections
  .map(
    ([title, members]) =>
      `## ${title}\n\n${members.map((type) => [`### ${type.name}`, cell(type.description), body(type)].filter(Boolean).join("\n\n")).join("\n\n")}`,
  )
  .join("\n\n");
await mkdir(new URL(".", outputFile), { recursive: true });
await writeFile(outputFile, `<!-- Made by \`npm run generate\` from schema.graphql. -->\n\n# Reference\n\n${text}\n`);
