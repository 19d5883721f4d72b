/**
 * Checks the structure of src/ and web/ where the linter cannot: a top-level name has one meaning, a file and the folder of its
 * name do not import each other, folders form no circles, and no room grows too large. Part of `npm run lint`.
 */
import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { globSync } from "tinyglobby";
import ts from "typescript";

/** How many names may be declared in several files. Most name the same function for different nouns (`findByIds`). */
const MOST_SHARED_NAMES = 20;
/** The largest share of src/'s lines that one room may have. */
const LARGEST_SHARE = 0.15;
/** The most rooms (files and folders) inside src/archive/, and the longest chain of imports through them. */
const MOST_ROOMS = 20;
const MOST_FLOORS = 8;

const root = join(import.meta.dirname, "..");
const files = globSync(["src/**/*.ts", "web/**/*.{ts,tsx}"], { cwd: root, ignore: "*/generated/**" }).sort();
const sources = new Map(files.map((file) => [file, readFileSync(join(root, file), "utf8")]));
const imports = new Map(files.map((file) => [file, importsOf(file)]));

function importsOf(file) {
  const { importedFiles } = ts.preProcessFile(sources.get(file));
  const targets = importedFiles.map(({ fileName }) => normalize(join(dirname(file), fileName)).replaceAll("\\", "/"));
  return [...new Set(targets.filter((target) => sources.has(target)))];
}

/** Returns the names that a file declares at its top level, each with whether it is exported. */
function namesIn(file) {
  const { statements } = ts.createSourceFile(file, sources.get(file), ts.ScriptTarget.Latest);
  return statements.flatMap((statement) => {
    const isExported = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
    const declared = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [statement];
    const names = declared.flatMap(({ name, kind }) =>
      name && ts.isIdentifier(name) && kind !== ts.SyntaxKind.ModuleDeclaration ? name.text : [],
    );
    return names.map((name) => [name, isExported]);
  });
}

/** Yields the names that several files of a tree declare, each with its files. */
function* sharedIn(tree, isCounted) {
  const places = new Map();
  for (const file of files.filter((file) => file.startsWith(tree)))
    for (const [name, isExported] of namesIn(file))
      if (isCounted(isExported, file)) places.set(name, [...(places.get(name) ?? []), file]);
  for (const [name, found] of places) if (new Set(found).size > 1) yield [name, found];
}

/**
 * Checks src/ and web/ apart, because neither knows the other's names. Parts of pages that nobody imports may share a name, and all
 * islands export the same one.
 */
function* sharedNames() {
  for (const [name, found] of sharedIn("web/", (isExported, file) => isExported && !file.startsWith("web/islands/")))
    yield `${name} is exported by more than one file of web/: ${found.join(", ")}`;
  const shared = [...sharedIn("src/", () => true)];
  if (shared.length <= MOST_SHARED_NAMES) return;
  yield `${shared.length} top-level names are declared in more than one file; at most ${MOST_SHARED_NAMES} may be. Rename some:`;
  for (const [name, found] of shared) yield `  ${name}: ${found.join(", ")}`;
}

function* filesAgainstFolders() {
  for (const file of files) {
    const folder = file.replace(/\.tsx?$/, "/");
    const leadsDown = imports.get(file).some((target) => target.startsWith(folder));
    const back = files.filter((other) => other.startsWith(folder) && imports.get(other).includes(file));
    if (leadsDown) for (const other of back) yield `${file} and its folder import each other: ${other}`;
  }
}

/** Maps each room inside a folder to the rooms that it imports. A file and the folder of its name are one room. */
function roomsIn(folder) {
  const roomOf = (file) =>
    file.startsWith(`${folder}/`)
      ? file
          .slice(folder.length + 1)
          .split("/")[0]
          .replace(/\.tsx?$/, "")
      : undefined;
  const rooms = new Map();
  for (const file of files) {
    const room = roomOf(file);
    if (room === undefined) continue;
    const targets = imports.get(file).map(roomOf);
    const others = targets.filter((target) => target !== undefined && target !== room);
    rooms.set(room, new Set([...(rooms.get(room) ?? []), ...others]));
  }
  return rooms;
}

/** Returns the length of the longest chain of imports between the rooms; throws a circle, as a list of rooms, if it finds one. */
function floorsOf(rooms) {
  const floors = new Map();
  const measure = (room, way) => {
    if (way.includes(room)) throw [...way.slice(way.indexOf(room)), room];
    if (!floors.has(room)) {
      floors.set(room, 1 + Math.max(0, ...[...rooms.get(room)].map((below) => measure(below, [...way, room]))));
    }
    return floors.get(room);
  };
  return Math.max(...[...rooms.keys()].map((room) => measure(room, [])));
}

function* circles() {
  for (const folder of new Set(files.map(dirname))) {
    try {
      const rooms = roomsIn(folder);
      const floors = floorsOf(rooms);
      if (folder !== "src/archive") continue;
      if (rooms.size > MOST_ROOMS) yield `${folder} has ${rooms.size} rooms; at most ${MOST_ROOMS} are allowed.`;
      if (floors > MOST_FLOORS) yield `${folder} has ${floors} floors; at most ${MOST_FLOORS} are allowed.`;
    } catch (circle) {
      if (!Array.isArray(circle)) throw circle;
      yield `Rooms of ${folder} form a circle: ${circle.join(" → ")}`;
    }
  }
}

function* largeRooms() {
  const lines = (file) => sources.get(file).split("\n").length;
  const sum = (some) => some.reduce((total, file) => total + lines(file), 0);
  const all = sum(files.filter((file) => file.startsWith("src/")));
  for (const room of roomsIn("src").keys()) {
    const share = sum(files.filter((file) => file === `src/${room}.ts` || file.startsWith(`src/${room}/`))) / all;
    if (share > LARGEST_SHARE)
      yield `src/${room} has ${(share * 100).toFixed(1)} % of src/'s lines; at most ${LARGEST_SHARE * 100} % are allowed.`;
  }
}

const problems = [...sharedNames(), ...filesAgainstFolders(), ...circles(), ...largeRooms()];
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
