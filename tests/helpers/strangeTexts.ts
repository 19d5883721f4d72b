/**
 * Texts that strangers may send: a description and the text. No name or statement in the archive contains any of them.
 */
export const strangeTexts: readonly [what: string, text: string][] = [
  ["nothing", ""],
  ["ten thousand characters", "Putnikov ".repeat(1_112)],
  ["ten thousand characters without a space", "x".repeat(10_000)],
  ["only punctuation", "?!… «» — (-) [] {} \\ / ' \" `"],
  ["two hundred words", "harbour boats ".repeat(100)],
  ["two hundred words to choose from", "harbour OR boats OR ".repeat(100)],
  ["unbalanced quotes", '"harbour "boats" -"pier'],
  ["NUL", "har\0bour"],
  ["right to left", "\u202eruobrah\u202c السلام مֶמְשָׁלָה"],
  ["combining characters", "Z\u0351\u036b\u0343a\u0328\u0321l\u0489g\u0321o\u0489".repeat(100)],
  ["emoji", "👩‍👩‍👧‍👦🏴‍☠️🇩🇪"],
  ["lone surrogates", "\ud83d x \ude00"],
  ["SQL", "'; DROP TABLE statement CASCADE; --"],
  ["SQL that closes other quotes", '" OR 1=1; DELETE FROM speaker; /*'],
  ["SQL in dollars", "$$; TRUNCATE topic CASCADE; $$ || pg_sleep(5)"],
  ["a pattern", "%_%_%_%\\"],
  ["a regular expression that never ends", "(a+)+$".repeat(50)],
  ["a path", "../../../../etc/passwd"],
  ["a text search of its own", "a & !b | c:* <-> d"],
  ["JSON", '{"$ne": null, "__proto__": {"x": 1}}'],
  ["a template", "#{exit(1)} {{constructor}} <%= x %>"],
];
