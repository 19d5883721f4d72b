import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { bestLabels } from "../../src/extraction/learning/bestLabels.ts";
import { type Chain, marginalsOf } from "../../src/extraction/learning/chain.ts";
import { scoreLogistic, trainLogistic } from "../../src/extraction/learning/logistic.ts";
import { trainChain } from "../../src/extraction/learning/trainChain.ts";

const LABELS = 3;
const numbers = (length: number) =>
  fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: length, maxLength: length });

/** A chain of three labels in which the last cannot follow the first, with emissions for up to four places. */
const chains = fc
  .tuple(numbers(LABELS * LABELS), numbers(LABELS), fc.integer({ min: 1, max: 4 }))
  .chain(([transitions, starts, length]) =>
    numbers(length * LABELS).map((emissions) => ({ transitions, starts, emissions })),
  )
  .map(({ transitions, starts, emissions }) => {
    const forbidden = new Uint8Array(LABELS * LABELS);
    forbidden[2] = 1;
    const chain: Chain = {
      labels: LABELS,
      weights: new Float32Array(LABELS),
      transitions: Float32Array.from(transitions),
      starts: Float32Array.from(starts),
      forbidden,
    };
    return { chain, emissions: Float64Array.from(emissions) };
  });

/** Every allowed path with the sum of its weights. */
function allPaths(
  { transitions, starts, forbidden }: Chain,
  emissions: Float64Array,
): { path: number[]; weight: number }[] {
  let paths = [0, 1, 2].map((label) => ({
    path: [label],
    weight: (starts[label] as number) + (emissions[label] as number),
  }));
  for (let place = 1; place < emissions.length / LABELS; place += 1) {
    paths = paths.flatMap(({ path, weight }) =>
      [0, 1, 2]
        .map((label) => ({ label, way: (path.at(-1) as number) * LABELS + label }))
        .filter(({ way }) => !forbidden[way])
        .map(({ label, way }) => ({
          path: [...path, label],
          weight: weight + (transitions[way] as number) + (emissions[place * LABELS + label] as number),
        })),
    );
  }
  return paths;
}

describe("a chain", () => {
  test("the best labels are those of the heaviest path", () => {
    fc.assert(
      fc.property(chains, ({ chain, emissions }) => {
        const paths = allPaths(chain, emissions);
        const best = Math.max(...paths.map(({ weight }) => weight));
        const found = [...bestLabels(chain, emissions)].join("");
        expect(paths.find(({ path }) => path.join("") === found)?.weight).toBeCloseTo(best, 5);
      }),
    );
  });

  test("the marginals are the shares of all paths", () => {
    fc.assert(
      fc.property(chains, ({ chain, emissions }) => {
        const paths = allPaths(chain, emissions);
        const all = paths.reduce((sum, { weight }) => sum + Math.exp(weight), 0);
        for (const [i, marginal] of marginalsOf(chain, emissions).entries()) {
          const [place, label] = [Math.floor(i / LABELS), i % LABELS];
          const through = paths.filter(({ path }) => path[place] === label);
          expect(marginal).toBeCloseTo(through.reduce((sum, { weight }) => sum + Math.exp(weight), 0) / all, 5);
        }
      }),
    );
  });

  test("training learns which label a feature has, and gives the same weights twice", () => {
    const sequences = Array.from({ length: 20 }, (_, i) => {
      const answers = Int8Array.from([i % 3, (i + 1) % 3, (i + 2) % 3]);
      // One feature at each place.
      return {
        codes: Int32Array.from(answers, (answer) => answer * 977 + 5),
        offsets: Int32Array.of(0, 1, 2, 3),
        answers,
      };
    });
    const shape = { labels: LABELS, forbidden: new Uint8Array(9), neverFirst: [] };
    const settings = { bits: 10, epochs: 10, rate: 0.5, dropout: 0.3, seed: 1 };
    const chain = trainChain(sequences, shape, settings);
    expect(trainChain(sequences, shape, settings).weights).toEqual(chain.weights);
    const emissions = new Float64Array(9);
    for (const place of [0, 1, 2]) {
      const from = ((place * 977 + 5) & 1023) * LABELS;
      emissions.set(chain.weights.subarray(from, from + LABELS), place * LABELS);
    }
    expect([...bestLabels(chain, emissions)]).toEqual([0, 1, 2]);
  });
});

test("A logistic regression learns a feature that decides, and gives the same weights twice", () => {
  const features = Array.from({ length: 40 }, (_, i) => Int32Array.from([i % 2 ? 11 : 12, 500 + i]));
  const answers = features.map((_, i) => i % 2);
  const settings = { bits: 10, epochs: 10, rate: 0.5, seed: 1 };
  const model = trainLogistic({ features, answers }, settings);
  expect(scoreLogistic(model, [11, 1000])).toBeGreaterThan(0.8);
  expect(scoreLogistic(model, [12, 1000])).toBeLessThan(0.2);
  expect(trainLogistic({ features, answers }, settings)).toEqual(model);
});
