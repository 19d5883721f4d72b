import { describe, expect, test } from "@jest/globals";
import type { ArchiveDocument } from "../../src/document/document.ts";
import { record } from "../../src/record/record.ts";
import { openArchive } from "../helpers/archive.ts";
import { documentWith, IMPORT, OTHER_IMPORT } from "../helpers/factories.ts";

const database = openArchive({ afresh: true });

describe("nouns", () => {
  test("nouns are recorded with names in normal form, roles, members and broader topics", async () => {
    await record(database, documentWith(), IMPORT);
    const speaker = await database.prisma.speaker.findUniqueOrThrow({
      where: { slug: "ada-brandt" },
      include: { names: { orderBy: { id: "asc" } }, roles: true, groups: true },
    });
    expect(speaker).toMatchObject({ name: "Ada Brandt", kind: "PERSON", fictional: true });
    expect(speaker.names.map(({ name, normalized, language }) => [name, normalized, language])).toEqual([
      ["Ada Brandt", "ada brandt", null],
      ["A. Brandt", "a brandt", null],
      ["Ада Брандт", "ада брандт", "ru"],
    ]);
    expect(speaker.roles).toMatchObject([{ label: "Mayor of Sandholm", startsOn: "2019", endsOn: "2023-05" }]);
    expect(speaker.groups).toHaveLength(1);
    expect(await database.prisma.topicBroader.count()).toBe(1);
  });

  test("nouns are recorded in NFC", async () => {
    const decomposed = "Jose\u0301 Nun\u0303ez";
    await record(database, { speakers: [{ name: decomposed, kind: "PERSON" }] }, IMPORT);
    const speaker = await database.prisma.speaker.findFirstOrThrow({ include: { names: true } });
    expect(speaker.name).toBe("José Nuñez");
    expect(speaker.names.map(({ name }) => name)).toEqual(["José Nuñez"]);
  });

  test("nouns gain what a later document adds and lose nothing that it does not mention", async () => {
    await record(database, documentWith(), IMPORT);
    const later: ArchiveDocument = {
      speakers: [
        {
          slug: "ada-brandt",
          name: "Ada Brandt-Holm",
          kind: "PERSON",
          fictional: true,
          names: ["Ada Holm"],
          roles: [
            { label: "Mayor of Sandholm", startsOn: "2019", endsOn: "2023-06-01" },
            { label: "Member of the Coast Assembly", startsOn: "2023-06" },
          ],
        },
      ],
    };
    await record(database, later, OTHER_IMPORT);
    const speaker = await database.prisma.speaker.findUniqueOrThrow({
      where: { slug: "ada-brandt" },
      include: { names: { orderBy: { id: "asc" } }, roles: { orderBy: { id: "asc" } } },
    });
    expect(speaker.name).toBe("Ada Brandt-Holm");
    expect(speaker.names.map(({ name }) => name)).toEqual([
      "Ada Brandt",
      "A. Brandt",
      "Ада Брандт",
      "Ada Brandt-Holm",
      "Ada Holm",
    ]);
    expect(speaker.roles.map(({ label, endsOn }) => [label, endsOn])).toEqual([
      ["Mayor of Sandholm", "2023-06-01"],
      ["Member of the Coast Assembly", null],
    ]);
  });
});
