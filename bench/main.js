import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeArchive, openCluster } from "./database.js";
import { describeExtraction } from "./extraction/report.js";
import { measureExtraction } from "./extraction.js";
import { describeFairness } from "./fairness/report.js";
import { measureFairness } from "./fairness.js";
import { describeGrowth } from "./growth/report.js";
import { measureGrowth } from "./growth.js";
import { describeImports } from "./imports/report.js";
import { measureImports } from "./imports.js";
import { describeInsight } from "./insight/report.js";
import { measureInsight } from "./insight.js";
import { describeLive } from "./live/report.js";
import { measureLive } from "./live.js";
import { compareHistories, compareSizes, measureArchive } from "./measure.js";
import { readOptions } from "./options.js";
import { describe, withSection, withSectionsOf } from "./report.js";
import { describeSite } from "./site/report.js";
import { measureSite } from "./site.js";
import { machine, nodeForAll } from "./surroundings.js";

const options = { ...readOptions(process.argv.slice(2)), say: (text) => console.log(text), node: nodeForAll() };
const { say } = options;
const file = join(import.meta.dirname, "../docs/benchmarks.md");
const cluster = await openCluster();
const archives = new Map();
try {
  const surroundings = await machine(cluster, options.node);
  const about = { surroundings, options };
  const { pages, imports, live, insight, fairness, growth, extraction, site } = options.parts;
  let page = await readFile(file, "utf8");
  // What has been measured stays, whatever becomes of the rest.
  const keep = async (next) => {
    page = next;
    if (!options.smoke) await writeFile(file, page);
  };
  const keepSection = async (section) => {
    if (!pages) say(`\n${section}`);
    await keep(withSection(page, section));
  };
  if (pages) for await (const next of describePages(surroundings)) await keep(withSectionsOf(page, next));
  if (imports) await keepSection(describeImports(await measureImports(cluster, options), about));
  if (insight) await keepSection(describeInsight(await measureInsight(cluster, options), about));
  if (live) await keepSection(describeLive(await measureLive(cluster, options), about));
  if (fairness) await keepSection(describeFairness(await measureFairness(cluster, options), about));
  if (extraction) await keepSection(describeExtraction(await measureExtraction(options), about));
  if (site)
    await keepSection(describeSite(await measureSite(cluster, await archiveOf(options.sizes[0]), options), about));
  if (growth) {
    const measured = [];
    for (const statements of options.sizes) measured.push(await measureGrowth(await archiveOf(statements), options));
    await keepSection(describeGrowth(measured, about));
  }
  if (pages) say(`\n${page}`);
} finally {
  await cluster.close();
}

/** The page as it grows: with what is measured on the smallest archive, then with each larger one. */
async function* describePages(surroundings) {
  const { sizes } = options;
  const small = await archiveOf(sizes[0]);
  say(`Measuring on ${small.statements} statements …`);
  const measured = await measureArchive(cluster, small, options);
  const history = await compareHistories(cluster, small, options);
  const growth = [];
  const page = () => describe({ measured, history, growth, surroundings, options });
  yield page();
  for (const statements of sizes.slice(1)) {
    growth.push(await compareSizes(cluster, [small, await archiveOf(statements)], options));
    yield page();
  }
}

/** Returns the archive of a size, which is made once. */
async function archiveOf(statements) {
  const known = archives.get(statements);
  if (known) return known;
  say(`Loading ${statements} statements …`);
  const { seed } = options;
  const made = await makeArchive(cluster, { name: `archive_${statements}`, statements, seed, say });
  archives.set(statements, made);
  return made;
}
