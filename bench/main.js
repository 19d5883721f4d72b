import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeArchive, openCluster } from "./database.js";
import { compareSizes, measureArchive } from "./measure.js";
import { readOptions } from "./options.js";
import { describe } from "./report.js";
import { machine, nodeForAll } from "./surroundings.js";

const options = { ...readOptions(process.argv.slice(2)), say: (text) => console.log(text), node: nodeForAll() };
const { say } = options;
const cluster = await openCluster();
try {
  const archives = [];
  for (const statements of options.sizes) {
    say(`Loading ${statements} statements …`);
    archives.push(await makeArchive(cluster, { statements, seed: options.seed, say }));
  }
  const [small, ...larger] = archives;
  say(`Measuring on ${small.statements} statements …`);
  const measured = await measureArchive(cluster, small, options);
  const growth = [];
  for (const large of larger) growth.push(await compareSizes(cluster, [small, large], options));
  const report = describe({ measured, growth, surroundings: await machine(cluster, options.node), options });
  say(`\n${report}`);
  if (!options.smoke) await writeFile(join(import.meta.dirname, "../docs/benchmarks.md"), report);
} finally {
  await cluster.close();
}
