import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { openGate, type Share } from "../../src/database/gate.ts";

/** The longest time that a timer takes: no waiter that a test leaves behind gives up while other tests run in its process. */
const PATIENT = 2 ** 31 - 1;

const by = (who: string): Share => ({ who, heldMs: 0 });

/** A gate whose comings and goings are written down. */
function watchedGate(places: number, patienceMs = PATIENT) {
  const gate = openGate({ places, patienceMs });
  const inside: { who: string; leave: () => void }[] = [];
  const order: string[] = [];
  const enter = (who: string, signal?: AbortSignal) =>
    gate.enter(by(who), signal).then((leave) => {
      inside.push({ who, leave });
      order.push(who);
    });
  const letOut = async (index = 0) => {
    inside.splice(index, 1)[0]?.leave();
    await turn();
  };
  const held = (who: string) => inside.filter((each) => each.who === who).length;
  return { enter, letOut, held, inside, order };
}

describe("the gate in front of the connections", () => {
  test("one asker gets half of the places, and those who come later the rest", async () => {
    const { enter, held } = watchedGate(4);
    for (let i = 0; i < 20; i++) void enter("greedy");
    void enter("bystander");
    await turn();
    expect([held("greedy"), held("bystander")]).toEqual([2, 1]);
  });

  test("the gate serves those who wait in turn by their names, not by the number of their statements", async () => {
    const { enter, letOut, order } = watchedGate(4);
    for (let i = 0; i < 6; i++) for (const who of ["a", "b"]) void enter(who);
    void enter("c");
    await turn();
    expect(order).toEqual(["a", "b", "a", "b"]);
    for (let i = 0; i < 3; i++) await letOut();
    expect(order.slice(4)).toContain("c");
  });

  test("the gate serves first, of one asker's work, what has held connections for the shortest time", async () => {
    const gate = openGate({ places: 4, patienceMs: PATIENT });
    const [large, small] = [by("somebody"), by("somebody")];
    const order: string[] = [];
    const leaves: (() => void)[] = [];
    const enter = (name: string, work: Share) =>
      void gate.enter(work).then((leave) => {
        order.push(name);
        leaves.push(leave);
      });
    for (let i = 0; i < 5; i++) enter("large", large);
    enter("small", small);
    await turn();
    large.heldMs = 1_000_000;
    for (let i = 0; i < 4; i++) {
      leaves.shift()?.();
      await turn();
    }
    expect(order).toEqual(["large", "large", "small", "large", "large", "large"]);
  });

  test("a stream of light work does not keep out work that has held connections for long", async () => {
    const gate = openGate({ places: 2, patienceMs: PATIENT });
    const leaves = await Promise.all([gate.enter(by("somebody")), gate.enter(by("somebody"))]);
    let isServed = false;
    void gate.enter({ ...by("somebody"), heldMs: 100 }).then(() => (isServed = true));
    while (!isServed) {
      void gate.enter(by("somebody")).then((leave) => leaves.push(leave));
      leaves.shift()?.();
      await turn();
    }
    expect(leaves.length).toBeGreaterThan(0);
  });

  test("the gate counts a place that is given back twice only once", async () => {
    const gate = openGate({ places: 2, patienceMs: PATIENT });
    const leave = await gate.enter(by("a"));
    leave();
    leave();
    await gate.enter(by("a"));
    await gate.enter(by("b"));
    let isIn = false;
    void gate.enter(by("c")).then(() => (isIn = true));
    await turn();
    expect(isIn).toBe(false);
  });

  test("one who waits because of others is told after the patience; one who waits for themselves is not", async () => {
    const gate = openGate({ places: 4, patienceMs: 20 });
    for (const who of ["a", "a", "b", "b"]) await gate.enter(by(who));
    const leaving = new AbortController();
    const own = gate.enter(by("a"), leaving.signal);
    await expect(gate.enter(by("c"))).rejects.toMatchObject({ name: "BusyError" });
    leaving.abort(new Error("left"));
    await expect(own).rejects.toThrow("left");
  });

  test("an aborted signal lets nobody in; nobody queues without end", async () => {
    const { enter } = watchedGate(2);
    await expect(enter("a", AbortSignal.abort(new Error("gone")))).rejects.toThrow("gone");
    const many = Array.from({ length: 1_003 }, () => enter("a").catch((error: Error) => error.name));
    expect(await Promise.race(many.slice(-1))).toBe("CrowdedError");
  });

  test("whatever comes and goes, no place is lost and nobody has more than half", async () => {
    const step = fc.oneof(
      fc.record({ come: fc.constantFrom("a", "b", "c", "d") }),
      fc.record({ go: fc.nat(20) }),
      fc.record({ giveUp: fc.nat(20) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 9 }), fc.array(step, { maxLength: 60 }), async (places, steps) => {
        const { enter, letOut, held, inside } = watchedGate(places);
        const most = Math.max(2, Math.floor(places / 2));
        const waiting: AbortController[] = [];
        for (const each of steps) {
          if ("come" in each) {
            const leaving = new AbortController();
            waiting.push(leaving);
            void enter(each.come, leaving.signal).catch(() => {});
          } else if ("go" in each) await letOut(each.go % Math.max(1, inside.length));
          else waiting[each.giveUp]?.abort();
          await turn();
          expect(inside.length).toBeLessThanOrEqual(places);
          for (const who of ["a", "b", "c", "d"]) expect(held(who)).toBeLessThanOrEqual(most);
        }
        for (const each of waiting) each.abort();
        while (inside.length > 0) await letOut();
        for (let i = 0; i < places; i++) void enter(`new ${i}`);
        await turn();
        expect(inside).toHaveLength(places);
      }),
      { numRuns: 200 },
    );
  });
});
