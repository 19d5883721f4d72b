import { describe, expect, test } from "@jest/globals";
import { BoundedMap, heldBytes } from "../src/bounded.ts";

describe("maps that keep no more than their bounds", () => {
  test("the entry used least recently goes first", () => {
    const kept = new BoundedMap<string, number>({ most: 2, mostBytes: 1_000 });
    kept.set("a", 1, 1);
    kept.set("b", 2, 1);
    kept.get("a");
    kept.set("c", 3, 1);
    expect([kept.get("a"), kept.get("b"), kept.get("c")]).toEqual([1, undefined, 3]);
  });

  test("many small entries and few large ones stay within the bytes", () => {
    const kept = new BoundedMap<number, string>({ most: 1_000, mostBytes: 100_000 });
    for (let i = 0; i < 500; i++) kept.set(i, "x".repeat(i * 10));
    expect(kept.bytes).toBeLessThanOrEqual(100_000);
    expect(kept.size).toBeGreaterThan(5);
    expect(kept.size).toBeLessThan(15);
  });

  test("an entry that is larger than the bytes stays until the next comes", () => {
    const kept = new BoundedMap<string, string>({ most: 10, mostBytes: 100 });
    kept.set("large", "x".repeat(1_000));
    expect(kept.get("large")).toHaveLength(1_000);
    kept.set("small", "x");
    expect([kept.size, kept.get("large")]).toEqual([1, undefined]);
  });

  test("the bytes are those of what is there after replacing and deleting", () => {
    const kept = new BoundedMap<string, number>({ most: 10, mostBytes: 1_000 });
    kept.set("a", 1, 300);
    kept.set("a", 2, 100);
    kept.set("b", 3, 50);
    expect([kept.bytes, kept.delete("a"), kept.delete("a"), kept.bytes]).toEqual([150, true, false, 50]);
  });

  test("only what is dropped is told to the owner", () => {
    const dropped: string[] = [];
    const kept = new BoundedMap<number, string>({ most: 1, mostBytes: 1_000 }, (value) => dropped.push(value));
    kept.set(1, "first");
    kept.set(1, "again");
    kept.set(2, "second");
    kept.delete(2);
    expect(dropped).toEqual(["again"]);
  });
});

test.each<[string, unknown, number]>([
  ["a text", "x".repeat(1_000), 2_000],
  ["a list of texts", Array.from({ length: 100 }, () => "x".repeat(100)), 20_000],
  ["a map of rows", new Map(Array.from({ length: 100 }, (_, i) => [i, { name: "x".repeat(100) }])), 20_000],
  ["a set of texts", new Set(["x".repeat(1_000), "y".repeat(1_000)]), 4_000],
  ["a list of ids", Array.from({ length: 1_000 }, (_, i) => i), 8_000],
  ["bytes of a buffer", Buffer.alloc(10_000), 10_000],
])("the reckoned bytes are those that are held, and not many more: %s", (_what, value, least) => {
  expect(heldBytes(value)).toBeGreaterThanOrEqual(least);
  expect(heldBytes(value)).toBeLessThan(2 * least + 200);
});

test("an object that refers to itself is counted once", () => {
  const ring: { next?: unknown; text: string } = { text: "x".repeat(1_000) };
  ring.next = [ring, ring];
  expect(heldBytes(ring)).toBeLessThan(2_300);
});
