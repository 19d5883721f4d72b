import { describe, expect, test } from "@jest/globals";
import type { Edited } from "../../src/editing/edit.ts";
import { createSource } from "../../src/editing/sources.ts";
import { createSpeaker, updateSpeaker } from "../../src/editing/speakers.ts";
import { createTopic, moveTopic } from "../../src/editing/topics.ts";
import { openDesk } from "../helpers/desk.ts";
import { documentWith } from "../helpers/factories.ts";

const desk = openDesk(documentWith(), { sound: true });
const { database } = desk;

const codes = (edited: readonly Edited<object>[]) =>
  edited.map(({ problems }) => problems.map(({ code }) => code).join() || "done").sort();

const editors = Array.from({ length: 8 }, (_, i) => `Editor ${i}`);

describe("editors at once", () => {
  test("editors who have seen the same version: one changes it, the others get a conflict", async () => {
    const { id } = await desk.done(createSpeaker, { name: "Ina Holm", kind: "PERSON" });
    const seen = await desk.seen("Speaker", id);
    const edited = await Promise.all(
      editors.map((by) => desk.run(updateSpeaker, { ...seen, description: `By ${by}` }, { by })),
    );
    expect(codes(edited)).toEqual([...Array(7).fill("CONFLICT"), "done"]);
    const winner = editors[edited.findIndex(({ answer }) => answer)];
    expect(await database.prisma.speaker.findUnique({ where: { id } })).toMatchObject({ description: `By ${winner}` });
  });

  test("editors who look again after a conflict lose nobody's change", async () => {
    const { id } = await desk.done(createSpeaker, { name: "Per Lund", kind: "PERSON" });
    const addName = async (by: string): Promise<void> => {
      // Read the version first, so that the data read after it is at least as new.
      const seen = await desk.seen("Speaker", id);
      const names = await database.prisma.speakerName.findMany({ where: { speakerId: id } });
      const given = [...names.map(({ name }) => ({ name })), { name: by }];
      const { answer } = await desk.run(updateSpeaker, { ...seen, names: given }, { by });
      return answer ? undefined : addName(by);
    };
    await Promise.all(editors.map(addName));
    const names = await database.prisma.speakerName.findMany({ where: { speakerId: id } });
    expect(names.map(({ name }) => name).sort()).toEqual([...editors, "Per Lund"].sort());
  });

  test("editors who make the same source: one does, the others find it taken", async () => {
    const input = { name: "Evening Post", kind: "OUTLET" };
    const edited = await Promise.all(editors.map((by) => desk.run(createSource, input, { by })));
    expect(codes(edited)).toEqual([...Array(7).fill("TAKEN"), "done"]);
  });

  test("editors who would close a circle of topics together: one is refused", async () => {
    const { id: oneId } = await desk.done(createTopic, { name: "One", kind: "ISSUE" });
    const { id: otherId } = await desk.done(createTopic, { name: "Other", kind: "ISSUE" });
    const one = { ...(await desk.seen("Topic", oneId)), broader: ["other"] };
    const other = { ...(await desk.seen("Topic", otherId)), broader: ["one"] };
    const edited = await Promise.all([desk.run(moveTopic, one), desk.run(moveTopic, other, { by: "Per" })]);
    expect(codes(edited)).toEqual(["CIRCULAR", "done"]);
  });
});
