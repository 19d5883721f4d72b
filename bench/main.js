import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeArchive, openCluster } from "./database.js";
import { describeImports } from "./imports/report.js";
import { measureImports } from "./imports.js";
import { describeLive } from "./live/report.js";
import { measureLive } from "./live.js";
import { compareHistories, compareSizes, measureArchive } from "./measure.js";
import { readOptions } from "./options.js";
import { describe, withSection } from "./report.js";
import { machine, nodeForAll } from "./surroundings.js";

const options = { ...readOptions(process.argv.slice(2)), say: (text) => console.log(text), node: nodeForAll() };
const { say } = options;
const file = join(import.meta.dirname, "../docs/benchmarks.md");
const cluster = await openCluster();
try {
  const surroundings = await machine(cluster, options.node);
  const about = { surroundings, options };
  const { pages, imports, live } = options.parts;
  const before = pages ? await describePages(surroundings) : await readFile(file, "utf8");
  const sections = [];
  if (imports) sections.push(describeImports(await measureImports(cluster, options), about));
  if (live) sections.push(describeLive(await measureLive(cluster, options), about));
  const page = sections.reduce((whole, section) => withSection(whole, section), before);
  say(`\n${pages ? page : sections.join("\n")}`);
  if (!options.smoke) await writeFile(file, page);
} finally {
  await cluster.close();
}

async function describePages(surroundings) {
  const archives = [];
  for (const statements of options.sizes) {
    say(`Loading ${statements} statements …`);
    archives.push(await makeArchive(cluster, { name: `archive_${statements}`, statements, seed: options.seed, say }));
  }
  const [small, ...larger] = archives;
  say(`Measuring on ${small.statements} statements …`);
  const measured = await measureArchive(cluster, small, options);
  const history = await compareHistories(cluster, small, options);
  const growth = [];
  for (const large of larger) growth.push(await compareSizes(cluster, [small, large], options));
  return describe({ measured, history, growth, surroundings, options });
}
