import { type ArticleOfDemo, direct, indirect } from "../printing.ts";

const body = `Velmora's water minister wants a decision on the Ostrin Dam by the middle of April, Quillfeather reports.

“We cannot promise every valley a dry spring,” Ilse Varga-Moor said. “What we can promise is that nobody will be left without drinking water.”

The mayor of Ostrin, Tobin Achterberg, complained: “Half of our orchards will stand under water, and nobody has shown me a map.”

The wall itself is sound, according to Lindqvist.`;

/** The same agency's story in another outlet: it repeats the Courier's quotations and is no second source for them. */
export const daily: ArticleOfDemo = {
  url: "https://daily.example.org/news/ostrin-dam-deadline",
  headline: "Minister sets a date for the Ostrin Dam",
  publishedAt: "2024-03-13",
  language: "en",
  byline: "Quillfeather",
  source: "velmora-daily",
  wire: "quillfeather-wire",
  fictional: true,
  body,
  statements: [
    indirect("There should be a decision by mid-April.", "wants a decision on the Ostrin Dam", {
      speaker: "ilse-varga-moor",
      by: "Velmora's water minister",
      cue: "wants",
      via: ["quillfeather-wire"],
      topics: ["ostrin-dam"],
    }),
    direct(
      "We cannot promise every valley a dry spring … What we can promise is that nobody will be left without drinking water.",
      {
        speaker: "ilse-varga-moor",
        saidAt: "2024-03-12",
        by: "Ilse Varga-Moor",
        cue: "said",
        topics: ["velmora", "drinking-water", "flooding"],
      },
      {
        exact:
          "We cannot promise every valley a dry spring,” Ilse Varga-Moor said. “What we can promise is that nobody will be left without drinking water.",
        spans: [
          { role: "CONTENT", exact: "We cannot promise every valley a dry spring" },
          { role: "SPEAKER", exact: "Ilse Varga-Moor" },
          { role: "CUE", exact: "said" },
          { role: "CONTENT", exact: "What we can promise is that nobody will be left without drinking water." },
        ],
      },
    ),
    direct("Half of our orchards will stand under water, and nobody has shown me a map", {
      speaker: "tobin-achterberg",
      by: "The mayor of Ostrin, Tobin Achterberg",
      cue: "complained",
      topics: ["ostrin-dam", "flooding"],
    }),
    // The article does not say which Lindqvist, so the name is not resolved.
    indirect("The wall is in good order.", "The wall itself is sound", {
      speakerStatus: "UNKNOWN",
      by: "Lindqvist",
      cue: "according to",
      topics: ["ostrin-dam"],
    }),
  ],
};
