import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionNode } from "graphql";
import type { Companion, Wanted } from "../archive/statements/rows.ts";

type Fragments = GraphQLResolveInfo["fragments"];

/** The fields that every row has: its key, and those that a page is sorted by. */
const always = { statement: ["id", "saidAt"], appearance: ["id"], article: ["id"] };

/** The fields of a row that a field of the schema is made of, if it is not just the one of the same name. */
const madeOf: Record<keyof typeof always, Record<string, string[]>> = {
  statement: {
    urn: ["uuid"],
    saidOn: ["saidAtPrecision"],
    speaker: ["speakerId"],
    speakerRole: ["speakerId"],
    occasion: ["occasionId"],
    assertedBy: ["originId"],
  },
  appearance: {
    statement: ["statementId"],
    article: ["articleId"],
    assertedBy: ["originId"],
    url: ["exact", "prefix", "suffix", "articleId"],
    start: ["startOffset"],
    end: ["endOffset"],
  },
  article: {
    publishedOn: ["publishedAt", "publishedAtPrecision"],
    source: ["sourceId"],
    wire: ["wireId"],
    isFictional: ["fictional"],
  },
};

/**
 * Returns the data that a page of statements has to bring for the fields selected below a StatementConnection. It is
 * worked out once for each document: Apollo keeps parsed documents, so a field's node is the same object in every
 * request. `@skip` and `@include` are ignored: at worst, the page brings data that is not shown.
 */
export function wantedBy({ fieldNodes, fragments }: GraphQLResolveInfo): Wanted {
  const [key, ...others] = fieldNodes as [FieldNode, ...FieldNode[]];
  // Here selections of several places are merged; another operation may merge the first of them with others.
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
    count:
      statements.length > 0 && ["totalCount", "totalCountIsExact"].some((name) => below(connection, name).length > 0),
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
      // A passage's `url` is made of its article's.
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
