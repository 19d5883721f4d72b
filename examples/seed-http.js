// Adds fictional statements to a running archive over HTTP. It needs only Node and an editor's key:
//   ARCHIVE_KEY=or_… node examples/seed-http.js
// Running it again changes nothing: nouns that exist are used, and statements on record are not added twice.
const { ARCHIVE_URL = "http://localhost:4000", ARCHIVE_KEY } = process.env;
if (!ARCHIVE_KEY) throw new Error("Set ARCHIVE_KEY to the key that `onrecord keys create --role EDITOR` prints.");

const source = { slug: "norrvik-news", name: "Norrvik News", kind: "OUTLET", isFictional: true };
const speaker = { slug: "piet-oske", name: "Piet Oske", kind: "PERSON", isFictional: true };
const topic = { slug: "ferry", name: "Ferry", kind: "ISSUE", isFictional: true };
const article = {
  url: "https://norrvik-news.example/ferry",
  headline: "Ferry to sail daily",
  publishedAt: "2031-03-05T00:00:00Z",
  publishedAtPrecision: "DAY",
  language: "en",
  source: source.slug,
  isFictional: true,
};
const statements = [
  ["The ferry will sail every day.", "The ferry will sail every day."],
  ["We have waited ten years for this.", "We have waited ten years for this."],
].map(([text, exact]) => ({
  article: article.url,
  kind: "DIRECT",
  text,
  speaker: speaker.slug,
  topics: [topic.slug],
  appearance: { passage: { exact } },
}));

async function ask(query, variables) {
  const response = await fetch(`${ARCHIVE_URL}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${ARCHIVE_KEY}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors.map(({ message }) => message).join("\n"));
  return data;
}

/** Creates a noun unless the archive has it: then the error is `TAKEN`. */
async function ensure(mutation, inputType, input) {
  const query = `mutation ($input: ${inputType}!) { result: ${mutation}(input: $input) { userErrors { code message } } }`;
  const { result } = await ask(query, { input });
  const problems = result.userErrors.filter(({ code }) => code !== "TAKEN");
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join("\n"));
}

await ensure("sourceCreate", "SourceCreateInput", source);
await ensure("speakerCreate", "SpeakerCreateInput", speaker);
await ensure("topicCreate", "TopicCreateInput", topic);
await ensure("articleCreate", "ArticleCreateInput", article);

const query = `
  mutation ($input: StatementsImportInput!) {
    statementsImport(input: $input) {
      outcomes { isNew statement { id } userErrors { field code message } }
      userErrors { field code message }
    }
  }`;
// One call takes up to 500 statements.
const { statementsImport } = await ask(query, { input: { statements } });
const { outcomes, userErrors } = statementsImport;
const isTaken = ({ userErrors: [problem] }) => problem?.code === "TAKEN";
const refused = [...userErrors, ...outcomes.filter((each) => !isTaken(each)).flatMap((each) => each.userErrors)];
for (const { field, code, message } of refused) console.error(`${field?.join(".")}: ${code}: ${message}`);
const added = outcomes.filter(({ statement }) => statement !== null).length;
console.log(`${added} added, ${outcomes.filter(isTaken).length} on record already, ${refused.length} refused`);
if (refused.length > 0) process.exitCode = 1;
