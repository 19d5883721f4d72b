import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { updateSpeaker } from "../../src/editing/speakers.ts";
import { normalizeName } from "../../src/text/names.ts";
import { expectSound } from "../helpers/archive.ts";
import { openDesk } from "../helpers/desk.ts";
import { documentWith } from "../helpers/factories.ts";

const word = fc.constantFrom("Ada", "Ådá", "Брандт", "Holm", "O’Neill", "A. B.", "海");
const language = fc.constantFrom(undefined, null, "en", "ru");
const people = ["ada-brandt", "olaf-gruen", "per-lund", "ina-holm"];
const year = fc.constantFrom(undefined, null, "2018", "2019-03", "2020-02-29");

const group = { name: "The Four", kind: "GROUP", fictional: true, members: people } as const;
const extra = ["Per Lund", "Ina Holm"].map((name) => ({ name, kind: "PERSON", fictional: true }) as const);
const desk = openDesk({ speakers: [...(documentWith().speakers ?? []), ...extra, group] });

const name = fc.record({ name: word, language }, { requiredKeys: ["name"] });
const role = fc
  .record({ label: fc.constantFrom("Mayor", "Member"), organization: fc.constantFrom(null, "Port"), startsOn: year })
  .chain((begun) => fc.constantFrom(null, "2021").map((endsOn) => ({ ...begun, endsOn })));
const members = fc.shuffledSubarray(people, { minLength: 2 });
const change = fc.record(
  {
    name: word,
    names: fc.option(fc.array(name, { maxLength: 4 })),
    roles: fc.option(fc.array(role, { maxLength: 4 })),
    members,
  },
  { requiredKeys: [] },
);

type Change = typeof change extends fc.Arbitrary<infer Given> ? Given : never;

interface Model {
  name: string;
  names: Map<string, string | null>;
  roles: Set<string>;
  members: string[];
}

const keyOf = ({ label, organization, startsOn, endsOn }: Record<string, unknown>) =>
  JSON.stringify([label, organization ?? null, startsOn ?? null, endsOn ?? null]);

/** Returns the speaker that an update must produce according to the contract. */
function apply(model: Model, { name, names, roles, members }: Change): Model {
  const main = name ?? model.name;
  const given =
    names === undefined ? model.names : new Map(names?.map((entry) => [entry.name, entry.language ?? null]));
  const mainLanguage = model.names.get(main) ?? null;
  return {
    name: main,
    names: given.has(main) ? given : new Map([...given, [main, mainLanguage]]),
    roles: roles === undefined ? model.roles : new Set(roles?.map(keyOf)),
    members: members?.toSorted() ?? model.members,
  };
}

async function readModel(slug: string): Promise<Model> {
  const stored = await desk.database.prisma.speaker.findUniqueOrThrow({
    where: { slug },
    include: { names: true, roles: true, members: { include: { member: true } } },
  });
  for (const { name, normalized } of stored.names) expect(normalized).toBe(normalizeName(name));
  expect(new Set(stored.roles.map(keyOf)).size).toBe(stored.roles.length);
  return {
    name: stored.name,
    names: new Map(stored.names.map(({ name, language }) => [name, language])),
    roles: new Set(stored.roles.map(keyOf)),
    members: stored.members.map(({ member }) => member.slug).sort(),
  };
}

test("a speaker has what was given last after any updates, and the archive stays sound", async () => {
  const { id } = await desk.database.prisma.speaker.findUniqueOrThrow({ where: { slug: "the-four" } });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
      let expected = await readModel("the-four");
      for (const input of changes) {
        await desk.done(updateSpeaker, { ...(await desk.seen("Speaker", id)), ...input });
        expected = apply(expected, input);
      }
      expect(await readModel("the-four")).toEqual(expected);
      await expectSound(desk.database);
    }),
    { numRuns: 25 },
  );
});
