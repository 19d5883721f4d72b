import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionNode } from "graphql";
import type { Companion, Wanted } from "../archive/statements/rows.ts";

type Fragments = GraphQLResolveInfo["fragments"];

/** What comes with every row: its key, and what a page is sorted by. */
const always = { statement: ["id", "saidAt"], appearance: ["id"], article: ["id"] };

/** Which fields of a row a field of the schema is made of, where it is not the one of its own name. */
const madeOf: Record<keyof typeof always, Record<string, string[]>> = {
  statement: { speaker: ["speakerId"], speakerRole: ["speakerId"], assertedBy: ["originId"] },
  appearance: {
    statement: ["statementId"],
    article: ["articleId"],
    assertedBy: ["originId"],
    url: ["exact", "prefix", "suffix", "articleId"],
    start: ["startOffset"],
    end: ["endOffset"],
  },
  article: { source: ["sourceId"], wire: ["wireId"], isFictional: ["fictional"] },
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
  const passages = below(appearances, "passage");
  const links = below(passages, "url");
  const articles = below(appearances, "article");
  const asked: Record<Companion, boolean> = {
    count: statements.length > 0 && below(connection, "totalCount").length > 0,
    speaker: below(statements, "speaker").length > 0,
    role: below(statements, "speakerRole").length > 0,
    topics: below(statements, "topics").length > 0,
    appearance: appearances.length > 0,
    article: articles.length > 0 || links.length > 0,
    source: below(articles, "source").length > 0,
    wire: below(articles, "wire").length > 0,
  };
  const read = (noun: keyof typeof always, fields: readonly FieldNode[]) =>
    new Set([...always[noun], ...fields.flatMap(({ name: { value } }) => [value, ...(madeOf[noun][value] ?? [])])]);
  return {
    companions: new Set((Object.keys(asked) as Companion[]).filter((companion) => asked[companion])),
    fields: {
      statement: read("statement", subfields(statements, fragments)),
      appearance: read("appearance", subfields([...appearances, ...passages], fragments)),
      // A passage's link is one into its article.
      article: read("article", [...subfields(articles, fragments), ...links]),
    },
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
