// Writes fictional statements as JSON Lines, for a pipe:
//   node examples/seed-pipe.js | onrecord import jsonl -
// Replace the list by what your program reads from elsewhere. Each line is a source, a topic, a speaker or an article.
const letters = [
  {
    speaker: "Ilse Marrow",
    text: "The bridge has to be closed at once.",
    date: "2031-03-06",
    headline: "Bridge closed",
  },
  { speaker: "Tam Ferrol", text: "Nobody has asked the fishermen.", date: "2031-03-07", headline: "Fishermen unheard" },
];

const slugOf = (name) => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
const write = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

write({ source: { slug: "sandholm-post", name: "Sandholm Post", kind: "OUTLET", fictional: true } });
for (const { speaker } of letters) {
  write({ speaker: { slug: slugOf(speaker), name: speaker, kind: "PERSON", fictional: true } });
}
for (const { speaker, text, date, headline } of letters) {
  write({
    article: {
      url: `https://sandholm-post.example/${slugOf(headline)}`,
      headline,
      publishedAt: date,
      language: "en",
      source: "sandholm-post",
      fictional: true,
      statements: [{ kind: "DIRECT", text, speaker: slugOf(speaker), appearance: { passage: { exact: text } } }],
    },
  });
}
