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
  const surroundings = await machine(cluster, options.node);
  const measured = [];
  // Written after each size: a run that is stopped leaves what it has found.
  const report = async (growth) => {
    const page = describe({ measured, growth, surroundings, options });
    if (!options.smoke) await writeFile(join(import.meta.dirname, "../docs/benchmarks.md"), page);
    return page;
  };
  for (const archive of archives) {
    say(`Measuring on ${archive.statements} statements …`);
    measured.push(
      await measureArchive(cluster, archive, { ...options, countsSql: !options.smoke && measured.length === 0 }),
    );
    await report();
  }
  const growth = archives.length > 1 ? await compareSizes(cluster, [archives[0], archives.at(-1)], options) : undefined;
  say(`\n${await report(growth)}`);
} finally {
  await cluster.close();
}
