import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";

interface Package {
  version?: string;
  resolved?: string;
  link?: boolean;
  optionalDependencies?: Record<string, string>;
}

const root = join(import.meta.dirname, "../..");
const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
  packages: Record<string, Package>;
};

/** Returns whether a package is found from `path`, looking upwards through the folders as Node does. */
function isLocked(path: string, name: string): boolean {
  if (packages[`${path ? `${path}/` : ""}node_modules/${name}`]) return true;
  return path !== "" && isLocked(path.replace(/\/?node_modules\/(@[^/]+\/)?[^/]+$/, ""), name);
}

test("the lock file has the binaries of every platform", () => {
  const wanted = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).map((name) => [path, name] as const),
  );
  expect(wanted.length).toBeGreaterThan(50);
  expect(wanted.filter(([path, name]) => !isLocked(path, name))).toEqual([]);
});

test("the lock file leaves the registry to the reader", () => {
  expect(Object.keys(packages).filter((path) => packages[path]?.resolved && !packages[path].link)).toEqual([]);
});
