import { type ArticleOfDemo, direct, indirect, mixed } from "../printing.ts";

const body = `« L'eau ne connaît pas nos frontières, et elle ne lit pas nos budgets », a déclaré lundi Sandrine Quillebec, présidente de la région de Brumeval.

Elle a demandé que les villages en aval soient entendus avant toute décision. Selon elle, un mur plus haut de quatre mètres noierait « deux écoles et un cimetière ».

« Personne ne restera sans eau potable », lui a répondu en anglais la ministre de l'Eau de Velmora, Ilse Varga-Moor.`;

/** An article in French, with a quotation that is a translation. */
export const fanal: ArticleOfDemo = {
  url: "https://fanal.example.org/2024/03/20/barrage-ostrin",
  headline: "Le barrage d'Ostrin inquiète l'aval",
  publishedAt: "2024-03-20",
  language: "fr",
  source: "le-fanal-de-brumeval",
  fictional: true,
  body,
  statements: [
    direct("L'eau ne connaît pas nos frontières, et elle ne lit pas nos budgets", {
      speaker: "sandrine-quillebec",
      saidAt: "2024-03-18",
      by: "Sandrine Quillebec, présidente de la région de Brumeval",
      cue: "a déclaré",
      topics: ["brumeval", "ostrin-dam", "public-spending"],
    }),
    indirect("Il faut entendre d'abord les villages en aval.", "les villages en aval soient entendus", {
      speaker: "sandrine-quillebec",
      by: "Elle",
      cue: "a demandé",
      topics: ["brumeval", "ostrin-dam"],
    }),
    mixed("Quatre mètres de plus noieraient « deux écoles et un cimetière ».", "deux écoles et un cimetière", {
      speaker: "sandrine-quillebec",
      by: "elle",
      cue: "Selon",
      topics: ["brumeval", "ostrin-dam", "flooding"],
    }),
    direct("Personne ne restera sans eau potable", {
      speaker: "ilse-varga-moor",
      originalLanguage: "en",
      to: "lui",
      addressees: ["sandrine-quillebec"],
      by: "la ministre de l'Eau de Velmora, Ilse Varga-Moor",
      cue: "a répondu",
      topics: ["velmora", "drinking-water"],
    }),
  ],
};
