import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionNode } from "graphql";
import type { Companion, Wanted } from "../archive/statements/rows.ts";

type Fragments = GraphQLResolveInfo["fragments"];

/** Which fields of the archive's rows a field of the schema is made of, where it is not the one of its own name. */
const madeOf: Record<string, string[]> = {
  url: ["exact", "prefix", "suffix"],
  start: ["startOffset"],
  end: ["endOffset"],
  isFictional: ["fictional"],
};

/**
 * What a page of statements is to bring for the fields that the client selected below a StatementConnection. Looked up once a
 * document: Apollo keeps parsed documents, so a field's node is the same object in every request. `@skip` and `@include` do
 * not count: at worst the page brings what is then not shown.
 */
export function wantedBy({ fieldNodes, fragments }: GraphQLResolveInfo): Wanted {
  const [key, ...others] = fieldNodes as [FieldNode, ...FieldNode[]];
  // Selections of two places are merged here, and another operation may merge the first with something else.
  if (others.length > 0) return findWanted(fieldNodes, fragments);
  const known = remembered.get(key);
  if (known) return known;
  const wanted = findWanted(fieldNodes, fragments);
  remembered.set(key, wanted);
  return wanted;
}

const remembered = new WeakMap<FieldNode, Wanted>();

function findWanted(connection: readonly FieldNode[], fragments: Fragments): Wanted {
  const below = (fields: readonly FieldNode[], name: string) =>
    subfields(fields, fragments).filter((field) => field.name.value === name);
  const statements = [...below(connection, "nodes"), ...below(below(connection, "edges"), "node")];
  const appearances = below(statements, "firstAppearance");
  const articles = below(appearances, "article");
  const asked: Record<Companion, boolean> = {
    count: statements.length > 0 && below(connection, "totalCount").length > 0,
    speaker: below(statements, "speaker").length > 0,
    role: below(statements, "speakerRole").length > 0,
    topics: below(statements, "topics").length > 0,
    appearance: appearances.length > 0,
    article: articles.length > 0 || below(below(appearances, "passage"), "url").length > 0,
    source: below(articles, "source").length > 0,
    wire: below(articles, "wire").length > 0,
  };
  const readers = [statements, appearances, below(appearances, "passage"), articles];
  const names = readers.flatMap((fields) => subfields(fields, fragments).map((field) => field.name.value));
  return {
    companions: new Set((Object.keys(asked) as Companion[]).filter((companion) => asked[companion])),
    fields: new Set(names.flatMap((name) => [name, ...(madeOf[name] ?? [])])),
  };
}

function subfields(fields: readonly FieldNode[], fragments: Fragments): FieldNode[] {
  return fields.flatMap((field) =>
    (field.selectionSet?.selections ?? []).flatMap((selection) => fieldsIn(selection, fragments)),
  );
}

function fieldsIn(selection: SelectionNode, fragments: Fragments): FieldNode[] {
  if (selection.kind === Kind.FIELD) return [selection];
  const { selectionSet } =
    selection.kind === Kind.INLINE_FRAGMENT ? selection : (fragments[selection.name.value] ?? { selectionSet: null });
  return (selectionSet?.selections ?? []).flatMap((inner) => fieldsIn(inner, fragments));
}
