import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeArchive, openCluster } from "./database.js";
import { describeImports, withImports } from "./imports/report.js";
import { measureImports } from "./imports.js";
import { compareHistories, compareSizes, measureArchive } from "./measure.js";
import { readOptions } from "./options.js";
import { describe } from "./report.js";
import { machine, nodeForAll } from "./surroundings.js";

const options = { ...readOptions(process.argv.slice(2)), say: (text) => console.log(text), node: nodeForAll() };
const { say } = options;
const file = join(import.meta.dirname, "../docs/benchmarks.md");
const cluster = await openCluster();
try {
  const surroundings = await machine(cluster, options.node);
  const page = options.onlyImports ? await readFile(file, "utf8") : await describePages(surroundings);
  const imports = describeImports(await measureImports(cluster, options), { surroundings, options });
  say(`\n${options.onlyImports ? imports : withImports(page, imports)}`);
  if (!options.smoke) await writeFile(file, withImports(page, imports));
} finally {
  await cluster.close();
}

async function describePages(surroundings) {
  const archives = [];
  for (const statements of options.sizes) {
    say(`Loading ${statements} statements …`);
    archives.push(await makeArchive(cluster, { statements, seed: options.seed, say }));
  }
  const [small, ...larger] = archives;
  say(`Measuring on ${small.statements} statements …`);
  const measured = await measureArchive(cluster, small, options);
  const history = await compareHistories(cluster, small, options);
  const growth = [];
  for (const large of larger) growth.push(await compareSizes(cluster, [small, large], options));
  return describe({ measured, history, growth, surroundings, options });
}
