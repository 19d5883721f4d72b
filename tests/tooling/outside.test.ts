import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";

const root = join(import.meta.dirname, "../..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");
const manifest = JSON.parse(read("package.json"));

interface Workflow {
  permissions: Record<string, string>;
  concurrency: { group: string };
  jobs: Record<string, { "timeout-minutes"?: number; strategy?: { matrix: { node: string[] } }; steps: Step[] }>;
}
interface Step {
  uses?: string;
  run?: string;
}

describe.each(readdirSync(join(root, ".github/workflows")))("the workflow %s", (file) => {
  const text = read(`.github/workflows/${file}`);
  const workflow = parse(text) as Workflow;
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  test("the workflows name every action by its whole commit, with its version beside it", () => {
    const uses = steps.filter((step) => step.uses);
    expect(uses.length).toBeGreaterThan(0);
    const pinned = [...text.matchAll(/uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/gm)];
    expect(pinned).toHaveLength(uses.length);
  });

  test("the workflows may read the repository and nothing else, and end in time", () => {
    expect(workflow.permissions).toEqual({ contents: "read" });
    expect(workflow.concurrency.group).toContain("github.ref");
    for (const job of Object.values(workflow.jobs)) {
      expect(job).not.toHaveProperty("permissions");
      expect(job["timeout-minutes"]).toBeLessThanOrEqual(90);
    }
  });
});

test("the workflows check each version of Node that package.json promises", () => {
  const { jobs } = parse(read(".github/workflows/check.yml")) as Workflow;
  const promised = [...manifest.engines.node.matchAll(/(?:\^|>=)(\d+)/g)].map((match) => match[1]);
  expect(jobs.check?.strategy?.matrix.node).toEqual(promised);
  expect(jobs.check?.steps.at(-1)?.run).toBe(".ci/run");
});

test.each(["bug.yml", "wrong_answer.yml", "feature.yml"])("the form %s can be filled in", (file) => {
  const form = parse(read(`.github/ISSUE_TEMPLATE/${file}`));
  expect(form).toMatchObject({ name: expect.any(String), description: expect.any(String), labels: expect.any(Array) });
  const asked = form.body.filter(({ type }: { type: string }) => type !== "markdown");
  const ids = asked.map(({ id }: { id: string }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { type, attributes } of asked) {
    expect(["input", "textarea", "dropdown", "checkboxes"]).toContain(type);
    expect(attributes.label).toEqual(expect.any(String));
  }
  expect(asked.some(({ validations }: { validations?: object }) => validations)).toBe(true);
});

describe("updates of dependencies", () => {
  const { updates } = parse(read(".github/dependabot.yml")) as {
    updates: { "package-ecosystem": string; directories: string[] }[];
  };

  test("dependency updates look wherever there is a lock file", () => {
    const files = execFileSync("git", ["ls-files", "*package-lock.json"], { cwd: root, encoding: "utf8" });
    const folders = files.trim().split("\n");
    const known = updates.find((update) => update["package-ecosystem"] === "npm")?.directories ?? [];
    expect(known.map((folder) => `${folder.slice(1)}/package-lock.json`.replace(/^\//, "")).sort()).toEqual(
      folders.sort(),
    );
  });

  test.each(["", "bench/", "examples/clients/", "tools/apollo/", "tools/biome/", "tools/browser/", "tools/relay/"])(
    "dependency updates find exact versions in %spackage.json",
    (folder) => {
      const { dependencies = {}, devDependencies = {} } = JSON.parse(read(`${folder}package.json`));
      const versions = Object.values<string>({ ...dependencies, ...devDependencies });
      expect(versions.filter((version) => !/^(\d+\.\d+\.\d+[\w.-]*|file:stubs)$/.test(version))).toEqual([]);
    },
  );
});

describe("the package", () => {
  test("the package may be published and has the files that it names", () => {
    expect(manifest).not.toHaveProperty("private");
    const exported = Object.values<string | object>(manifest.exports).flatMap((entry) =>
      typeof entry === "string" ? entry : (Object.values(entry) as string[]),
    );
    const named: string[] = [...manifest.files, ...exported];
    const places = named.filter((path) => !/^!|^(?:\.\/)?dist|\*/.test(path));
    expect(places.length).toBeGreaterThan(5);
    expect(places.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test("the package is not released without a dated section of the changelog", () => {
    const guard = (version: string) =>
      spawnSync(process.execPath, [join(root, "scripts/changelog.js"), version], { encoding: "utf8" });
    expect(guard("999.0.0")).toMatchObject({ status: 1, stderr: expect.stringContaining("no section ## 999.0.0") });
    const { status, stderr } = guard(manifest.version);
    const isDated = new RegExp(`^## ${manifest.version} \\(\\d{4}-\\d\\d-\\d\\d\\)$`, "m").test(read("CHANGELOG.md"));
    expect(status).toBe(isDated ? 0 : 1);
    expect(stderr).toEqual(isDated ? "" : expect.stringContaining("has no date"));
    expect(manifest.scripts).toMatchObject({
      preversion: "node scripts/changelog.js",
      prepublishOnly: "node scripts/changelog.js",
    });
  });
});

test.each(["SECURITY.md", "CODE_OF_CONDUCT.md", ".editorconfig", ".github/CODEOWNERS"])(
  "the repository has the file %s",
  (file) => {
    expect(read(file).length).toBeGreaterThan(50);
  },
);
