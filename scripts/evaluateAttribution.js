/**
 * Shows how the speaker mentions of a corpus are resolved in an empty archive (docs/attribution.md): prints the counts,
 * then resolved mentions picked at random, with the text around them, for a person to judge.
 *
 *   node scripts/evaluateAttribution.js brat ../shared/data/polnear/train [seed] [how many] [resolution …]
 */
import "../tests/helpers/typescript.mjs";

const { openArticle } = await import("../src/ingestion/phases/attribute.ts");
const { openInputs } = await import("../src/ingestion/input.ts");
const { brat } = await import("../src/formats/brat.ts");
const { newsQuotations } = await import("../src/formats/newsQuotations.ts");

const [formatName, folder, seed = "1", howMany = "100", ...wanted] = process.argv.slice(2);
const format = [brat, newsQuotations].find(({ name }) => name === formatName);
if (!format || !folder) throw new Error("Name a format (brat, news-quotations) and a folder.");
const shown = new Set(wanted.length > 0 ? wanted : ["FULL_NAME", "PART_OF_NAME"]);

const counts = {};
const resolved = [];
for await (const article of articlesIn(folder)) {
  const { statements } = openArticle(article)({ speakersNamed: () => [] });
  for (const [i, { speaker, resolution, appearance, place }] of statements.entries()) {
    if (!resolution) continue;
    counts[resolution] = (counts[resolution] ?? 0) + 1;
    const { mention } = article.statements[i].speaker;
    if (shown.has(resolution)) resolved.push({ mention, speaker, resolution, appearance, place, article });
  }
}
console.log(counts);
const random = generator(Number(seed));
for (let i = 0; i < Number(howMany) && resolved.length > 0; i += 1) {
  const [one] = resolved.splice(Math.floor(random() * resolved.length), 1);
  console.log(`\n${i + 1}. ${one.place.file} ${one.place.record ?? ""} ${one.resolution}`);
  console.log(`   “${oneLine(one.mention)}” is ${one.speaker.name ?? one.speaker.status}`);
  console.log(`   ${context(one)}`);
}

async function* articlesIn(path) {
  const inputs = await openInputs([path], format.isOwn, { standardInput: process.stdin });
  for (const file of inputs.files) {
    for await (const reading of format.read(file, {})) if (reading.article) yield reading.article;
  }
  await inputs.close();
}

/** Returns the text around the mention, or around the passage if the mention has no span. */
function context({ article, appearance }) {
  const { passage } = appearance;
  const at = passage.spans?.find(({ role }) => role === "SPEAKER")?.start ?? passage.start ?? 0;
  return oneLine([...(article.body ?? "")].slice(Math.max(0, at - 150), at + 200).join(""));
}

function oneLine(text) {
  return text.replace(/\s+/g, " ");
}

/** Returns Marsaglia's 32-bit xorshift generator: the same seed gives the same picks on every machine. */
function generator(start) {
  let state = start || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
