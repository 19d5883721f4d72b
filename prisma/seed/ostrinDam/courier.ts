import { type ArticleOfDemo, direct, indirect, mixed } from "../printing.ts";

const body = `The government of Velmora will decide within a month whether to raise the Ostrin Dam, the water minister, Ilse Varga-Moor, said on Tuesday.

“We cannot promise every valley a dry spring,” Varga-Moor told reporters in Port Saal. “What we can promise is that nobody will be left without drinking water.”

Raising the wall by four metres would cost 90 million crowns, she said. She called the plan “the cheapest of all bad choices” and ruled out a tax to pay for it.

Tobin Achterberg, the mayor of Ostrin, said his town had not been asked. “Half of our orchards will stand under water, and nobody has shown me a map,” he said.

The fishers' union of Ostrin warned that the salmon would not come back to a river that is closed for two summers. A senior official in the ministry said the works could not begin before autumn.

Maren Okafor-Lind, a hydrologist at the University of Port Saal, said the reservoir had lost a fifth of its depth to silt. “Dig before you build,” she advised.

In a joint statement Varga-Moor and Achterberg said that they would visit the valley together in April.`;

const minister = { speaker: "ilse-varga-moor", saidAt: "2024-03-12" };

/** A wire story of a fictional agency. We wrote its body, so its passages have offsets, and some have spans. */
export const courier: ArticleOfDemo = {
  url: "https://courier.example.org/2024/03/12/ostrin-dam",
  headline: "Ostrin waits for its wall",
  publishedAt: "2024-03-12T17:40:00Z",
  language: "en",
  byline: "Quillfeather Wire",
  source: "the-saal-courier",
  wire: "quillfeather-wire",
  imageCaption: "The Ostrin Dam in spring",
  imageCredit: "Ostrin Town Archive",
  fictional: true,
  body,
  related: [
    { headline: "A full hall and an empty map", url: "https://lantern.example.org/2024/grain-hall" },
    { headline: "What a metre of wall costs" },
  ],
  statements: [
    indirect("The government decides within a month on raising the dam.", "will decide within a month", {
      ...minister,
      by: "the water minister, Ilse Varga-Moor",
      cue: "said",
      topics: ["ostrin-dam"],
    }),
    // The cue splits the quotation: the passage covers both parts, and the spans mark the spoken words.
    direct(
      "We cannot promise every valley a dry spring … What we can promise is that nobody will be left without drinking water.",
      { ...minister, by: "Varga-Moor", cue: "told reporters", topics: ["velmora", "drinking-water", "flooding"] },
      {
        exact:
          "We cannot promise every valley a dry spring,” Varga-Moor told reporters in Port Saal. “What we can promise is that nobody will be left without drinking water.",
        spans: [
          { role: "CONTENT", exact: "We cannot promise every valley a dry spring" },
          { role: "SPEAKER", exact: "Varga-Moor", suffix: " told" },
          { role: "CUE", exact: "told reporters" },
          { role: "CONTENT", exact: "What we can promise is that nobody will be left without drinking water." },
        ],
      },
    ),
    indirect("Four more metres of wall would cost 90 million crowns.", "would cost 90 million crowns", {
      ...minister,
      by: "she",
      cue: "said",
      topics: ["ostrin-dam", "public-spending"],
    }),
    mixed("The plan is “the cheapest of all bad choices”.", "the cheapest of all bad choices", {
      ...minister,
      by: "She",
      cue: "called",
      topics: ["ostrin-dam", "public-spending"],
    }),
    indirect("No tax will pay for the dam.", "ruled out a tax", {
      ...minister,
      by: "She",
      cue: "ruled out",
      topics: ["ostrin-dam", "public-spending"],
    }),
    indirect("Nobody has asked the town of Ostrin.", "his town had not been asked", {
      speaker: "tobin-achterberg",
      by: "Tobin Achterberg, the mayor of Ostrin",
      cue: "said",
      topics: ["ostrin-dam"],
    }),
    direct("Half of our orchards will stand under water, and nobody has shown me a map", {
      speaker: "tobin-achterberg",
      by: "he",
      cue: "said",
      topics: ["ostrin-dam", "flooding"],
    }),
    indirect("After two summers of a closed river the salmon stay away.", "the salmon would not come back", {
      speaker: "ostrin-fishers-union",
      by: "The fishers' union of Ostrin",
      cue: "warned",
      topics: ["ostrin", "fishing"],
    }),
    indirect("The works begin in autumn at the earliest.", "could not begin before autumn", {
      speakerStatus: "UNNAMED",
      by: "A senior official in the ministry",
      cue: "said",
      topics: ["ostrin-dam"],
    }),
    indirect("A fifth of the reservoir's depth is lost to silt.", "had lost a fifth of its depth to silt", {
      speaker: "maren-okafor-lind",
      by: "Maren Okafor-Lind, a hydrologist at the University of Port Saal",
      cue: "said",
      topics: ["ostrin-dam"],
    }),
    direct("Dig before you build", { speaker: "maren-okafor-lind", by: "she", cue: "advised", topics: ["ostrin-dam"] }),
    indirect("They visit the valley together in April.", "would visit the valley together in April", {
      speaker: "varga-moor-and-achterberg",
      by: "Varga-Moor and Achterberg",
      cue: "said",
      topics: ["ostrin"],
    }),
  ],
};
