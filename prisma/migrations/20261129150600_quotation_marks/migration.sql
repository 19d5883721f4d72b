-- Quotations are marked in more ways than the first version of this rule knew: full-width and half-width marks of East Asia,
-- marks of vertical texts, and marks typed as two signs (<<, ``). Texts that kept the old rule keep this one. `hasQuotationMark`
-- (src/text/quotation/marks.ts) has the same marks.
CREATE OR REPLACE FUNCTION has_text_of_its_kind(kind "StatementKind", words text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN is_clean_text(words, 20000)
  AND (kind <> 'MIXED' OR words ~ '["''“”„‟⹂«»‹›‘’‚‛「」『』｢｣﹁﹂﹃﹄〝〞〟❝❞❛❜＂＇]|<<|>>|``');
