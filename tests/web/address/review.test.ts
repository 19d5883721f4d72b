import { expect, test } from "@jest/globals";
import { mergeAddress, pairOf } from "../../../web/address/merge.ts";
import { isNarrowed, proposalFilterOf, queueOf, queuePlaceOf, reviewAddress } from "../../../web/address/review.ts";

test("a queue and the place in it are the same after they were written into an address", () => {
  const queue = {
    article: "QXJ0",
    speaker: "Ada & Co",
    min: "0.5",
    max: "0.9",
    reason: "NEW_SPEAKER",
    isSurestFirst: true,
  };
  const place = { after: "a=", before: undefined, next: "n", told: "UmV2", accepted: 3, left: 0 };
  const query = new URL(reviewAddress(queue, place), "http://site.example").searchParams;
  expect([queueOf(query), queuePlaceOf(query)]).toEqual([queue, place]);
  expect(reviewAddress({ isSurestFirst: false }, {}, "/review/accept")).toBe("/review/accept");
});

test("a queue without conditions takes everything, and numbers that are none are left to the API to refuse", () => {
  expect([
    isNarrowed(queueOf(new URLSearchParams("order=sure"))),
    isNarrowed(queueOf(new URLSearchParams("min=0"))),
  ]).toEqual([false, true]);
  expect(proposalFilterOf(queueOf(new URLSearchParams("")))).toEqual({});
  expect(proposalFilterOf(queueOf(new URLSearchParams("min=much&reason=X&article=A&speaker=S")))).toEqual({
    ...{ article: ["A"], speaker: ["S"], minScore: Number.NaN, reason: ["X"] },
  });
});

test("an address has counts that are whole numbers, or none", () => {
  expect(queuePlaceOf(new URLSearchParams("accepted=-1&left=1e3"))).toMatchObject({
    accepted: undefined,
    left: undefined,
  });
});

test("a pair that is compared is the same after it was written into an address", () => {
  const pair = { one: "ada", other: "Ada & Co", keep: "ada" };
  expect(pairOf(new URL(mergeAddress("/merge", pair), "http://site.example").searchParams)).toEqual(pair);
  expect(mergeAddress("/merge", { one: "", other: "" })).toBe("/merge");
});
