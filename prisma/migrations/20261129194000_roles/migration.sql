-- Statements are found by the role that their speaker held on the day. A role is found by the words that its label begins
-- with, as `wording` makes them; Prisma cannot declare an index by an expression.
CREATE INDEX speaker_role_words_idx ON speaker_role (wording(label) text_pattern_ops);
