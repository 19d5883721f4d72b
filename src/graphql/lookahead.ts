import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionNode } from "graphql";
import type { Companion } from "../archive/statements/rows.ts";

type Fragments = GraphQLResolveInfo["fragments"];

/**
 * What a page of statements is to bring along for the fields that the client selected below a StatementConnection. Looked up
 * once a document: Apollo keeps parsed documents, so a field's node is the same object in every request. `@skip` and
 * `@include` do not count: at worst the page brings what is then not shown.
 */
export function companionsOf({ fieldNodes, fragments }: GraphQLResolveInfo): ReadonlySet<Companion> {
  const key = fieldNodes[0] as FieldNode;
  const known = remembered.get(key);
  if (known) return known;
  const companions = findCompanions(fieldNodes, fragments);
  remembered.set(key, companions);
  return companions;
}

const remembered = new WeakMap<FieldNode, ReadonlySet<Companion>>();

function findCompanions(connection: readonly FieldNode[], fragments: Fragments): ReadonlySet<Companion> {
  const below = (fields: readonly FieldNode[], name: string) =>
    subfields(fields, fragments).filter((field) => field.name.value === name);
  const statements = [...below(connection, "nodes"), ...below(below(connection, "edges"), "node")];
  const appearances = below(statements, "firstAppearance");
  const articles = below(appearances, "article");
  const wanted: Record<Companion, boolean> = {
    speaker: below(statements, "speaker").length > 0,
    role: below(statements, "speakerRole").length > 0,
    appearance: appearances.length > 0,
    article: articles.length > 0,
    source: below(articles, "source").length > 0,
    wire: below(articles, "wire").length > 0,
  };
  return new Set((Object.keys(wanted) as Companion[]).filter((companion) => wanted[companion]));
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
