// Records fictional statements with the package's own `record`. Running it again changes nothing.
import { openArchive, type SeedDocument } from "onrecord";

const document: SeedDocument = {
  sources: [{ slug: "sandholm-courier", name: "Sandholm Courier", kind: "OUTLET", fictional: true }],
  speakers: [{ slug: "runa-velle", name: "Runa Velle", kind: "PERSON", fictional: true, roles: [{ label: "Mayor" }] }],
  topics: [
    { slug: "harbour", name: "Harbour", names: [{ name: "Hafen", language: "de" }], kind: "PLACE", fictional: true },
  ],
  articles: [
    {
      url: "https://sandholm-courier.example/harbour",
      headline: "Harbour to reopen",
      publishedAt: "2031-03-04",
      language: "en",
      source: "sandholm-courier",
      fictional: true,
      body: "“We will open the harbour in spring,” said the mayor, Runa Velle.",
      statements: [
        {
          kind: "DIRECT",
          text: "We will open the harbour in spring,",
          speaker: "runa-velle",
          topics: ["harbour"],
          appearance: {
            attributionText: "the mayor",
            cue: "said",
            passage: { exact: "We will open the harbour in spring," },
          },
        },
      ],
    },
  ],
};

// Without `databaseUrl`, DATABASE_URL says which database, also in a file .env; without that, it is the embedded one.
const archive = await openArchive({ origin: "Sandholm seed" });
try {
  const { newArticles, newStatements } = await archive.record(document);
  console.log(`${newArticles} new articles, ${newStatements} new statements`);
  for await (const { saidAt, speaker, text } of archive.list({ topic: ["Hafen"] })) {
    console.log(`${saidAt} ${speaker?.name}: ${text}`);
  }
  const broken = await archive.check();
  if (broken.length > 0) throw new Error(`${broken.length} rows break a rule; the first: ${broken[0]?.message}`);
} finally {
  await archive.close();
}
