import { describe, expect, test } from "@jest/globals";
import type { Edited } from "../../src/editing/edit.ts";
import { createSource } from "../../src/editing/sources.ts";
import { createSpeaker, updateSpeaker } from "../../src/editing/speakers.ts";
import { createTopic } from "../../src/editing/topics.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { openDesk } from "../helpers/desk.ts";
import { documentWith } from "../helpers/factories.ts";

const desk = openDesk(documentWith(), { sound: true });
const { database } = desk;

const codes = (edited: readonly Edited<object>[]) =>
  edited.map(({ problems }) => problems.map(({ code }) => code).join() || "done").sort();

const editors = Array.from({ length: 8 }, (_, i) => `Editor ${i}`);

describe("an idempotency key", () => {
  const input = { name: "Morning Post", kind: "OUTLET" };

  test("an idempotency key gets the first answer again and does nothing", async () => {
    const first = await desk.run(createSource, input, { idempotencyKey: "morning" });
    const changes = await database.prisma.change.count();
    const again = await desk.run(createSource, { kind: "OUTLET", name: "Morning Post" }, { idempotencyKey: "morning" });
    expect(again).toEqual(first);
    expect(await database.prisma.change.count()).toBe(changes);
    expect(await database.prisma.source.count({ where: { name: "Morning Post" } })).toBe(1);
  });

  test("an idempotency key gets the first answer even if the noun has changed since", async () => {
    const { id } = await desk.done(createSpeaker, { name: "Jo Berg", kind: "PERSON" });
    const update = { ...(await desk.seen("Speaker", id)), description: "Captain" };
    const first = await desk.run(updateSpeaker, update, { idempotencyKey: "jo" });
    await desk.done(updateSpeaker, { ...(await desk.seen("Speaker", id)), description: "Admiral" });
    expect(await desk.run(updateSpeaker, update, { idempotencyKey: "jo" })).toEqual(first);
    expect(await database.prisma.speaker.findUnique({ where: { id } })).toMatchObject({ description: "Admiral" });
  });

  test("an idempotency key sent eight times at once does its work once", async () => {
    const edited = await Promise.all(
      editors.map(() => desk.run(createSource, { name: "Noon Post", kind: "OUTLET" }, { idempotencyKey: "noon" })),
    );
    expect(new Set(edited.map(({ answer }) => answer?.id)).size).toBe(1);
    expect(codes(edited)).toEqual(Array(8).fill("done"));
  });

  test("an idempotency key is refused with another input or mutation", async () => {
    const other = await desk.run(createSource, { ...input, kind: "AGENCY" }, { idempotencyKey: "morning" });
    expect(other.problems).toMatchObject([{ code: "KEY_REUSED", field: ["idempotencyKey"] }]);
    const topic = await desk.run(createTopic, input, { idempotencyKey: "morning" });
    expect(topic.problems).toMatchObject([{ code: "KEY_REUSED" }]);
    expect(await database.prisma.topic.count({ where: { name: "Morning Post" } })).toBe(0);
  });

  test("an idempotency key belongs to its editor", async () => {
    const options = { by: "Per", idempotencyKey: "morning" };
    const { answer } = await desk.run(createSource, { name: "Per's Post", kind: "OUTLET" }, options);
    expect(answer).not.toBeNull();
  });

  test("an idempotency key of a refused request may be used again", async () => {
    const options = { idempotencyKey: "refused" };
    expect((await desk.run(createSource, { ...input, slug: "?" }, options)).problems).toHaveLength(1);
    expect((await desk.run(createSource, { ...input, slug: "refused" }, options)).answer).not.toBeNull();
  });

  test("an idempotency key is forgotten after 24 hours", async () => {
    const setBack = (interval: string) =>
      database.query(
        Prisma.sql`UPDATE idempotency SET created_at = CURRENT_TIMESTAMP - ${interval}::interval WHERE key = 'morning'`,
      );
    await setBack("23 hours 59 minutes");
    expect((await desk.run(createSource, input, { idempotencyKey: "morning" })).answer).not.toBeNull();
    await setBack("24 hours 1 second");
    const late = await desk.run(createSource, input, { idempotencyKey: "morning" });
    expect(late.problems).toMatchObject([{ code: "TAKEN" }]);
    await desk.run(createSource, { name: "Late Post", kind: "OUTLET" }, { idempotencyKey: "late" });
    expect(await database.prisma.idempotency.count({ where: { key: "morning" } })).toBe(0);
  });

  test.each([" ", "", "x".repeat(101), "a\u0000b", "a\u0001b", "\ud800"])(
    "an idempotency key is refused if it is malformed: %j",
    async (key) => {
      const { problems } = await desk.run(createSource, { name: "No Post", kind: "OUTLET" }, { idempotencyKey: key });
      expect(new Set(problems.map(({ code, field }) => `${code} ${field}`))).toEqual(
        new Set(["INVALID idempotencyKey"]),
      );
    },
  );
});
