import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { analyseText } from "../../src/extraction/article.ts";
import { packWeights, unpackWeights } from "../../src/extraction/model/packing.ts";
import { type ExtractionModel, ModelError, readModel, writeModel } from "../../src/extraction/model.ts";
import { tagText } from "../../src/extraction/tagging.ts";
import { smallModel } from "./smallModel.ts";

const model = smallModel();
const bytes = Buffer.from(writeModel(model));

/** The lines before the weights: the format with the checksum, and the description. */
const [magic = "", header = ""] = bytes.toString("latin1").split("\n");
const payload = bytes.subarray(magic.length + header.length + 2);

/** Writes a description with a checksum that fits it, as a forger would. */
function forge(change: (described: Record<string, unknown>) => void, weights: Uint8Array = payload): Buffer {
  const described = JSON.parse(header) as Record<string, unknown>;
  change(described);
  const line = Buffer.from(`${JSON.stringify(described)}\n`);
  const sum = createHash("sha256").update(line).update(weights).digest("hex");
  return Buffer.concat([Buffer.from(`${magic.split(" ").slice(0, 4).join(" ")} ${sum}\n`), line, weights]);
}

describe("a model's file", () => {
  test("a model that is read again tags the same, and is written as the same bytes", () => {
    const read = readModel(bytes);
    const text = analyseText("“We will not leave the pier today,” Lena Orlov said. She said that the boats were old.");
    const shown = (each: ExtractionModel) => tagText(text, each).map(({ head, content }) => [head, [...content]]);
    expect(shown(read)).toEqual(shown(model));
    expect(Buffer.from(writeModel(readModel(writeModel(read)))).equals(Buffer.from(writeModel(read)))).toBe(true);
  });

  test("a description that is only written again is accepted", () => {
    expect(readModel(forge(() => {})).name).toBe(model.name);
  });

  test.each<[string, Uint8Array, RegExp]>([
    ["nothing", new Uint8Array(), /not an extraction model/],
    ["another file", Buffer.from("PK\u0003\u0004 a zip file of somebody"), /not an extraction model/],
    [
      "another format",
      Buffer.from(bytes.toString("latin1").replace("model 2 ", "model 1 "), "latin1"),
      /format 1.*reads format 2/,
    ],
    ["a cut file", bytes.subarray(0, bytes.length - 10), /damaged/],
    ["a file cut in its description", bytes.subarray(0, magic.length + 20), /damaged/],
    [
      "a changed weight",
      Buffer.concat([bytes.subarray(0, bytes.length - 1), Buffer.from([(bytes.at(-1) as number) ^ 1])]),
      /damaged/,
    ],
    [
      "a forged size",
      forge((described) => Object.assign((described.parts as object[])[0] as object, { length: 2 ** 40 })),
      /train it again/,
    ],
    [
      "a size that is no power of two",
      forge((described) => Object.assign((described.parts as object[])[0] as object, { length: 1000 })),
      /train it again/,
    ],
    [
      "weights beyond the table",
      forge((described) => Object.assign((described.parts as object[])[2] as object, { length: 2 })),
      /do not fit/,
    ],
    ["too many weights", forge(() => {}, Buffer.concat([payload, Buffer.from([1, 1])])), /train it again/],
    [
      "a number that is none",
      forge((described) => Object.assign(described, { calibration: { slope: "1", offset: 0 } })),
      /train it again/,
    ],
    [
      "a description that is no object",
      forge((described) => Object.assign(described, { parts: [] })),
      /train it again/,
    ],
  ])("%s is refused, and the message says what to do", (_fault, given, message) => {
    expect(() => readModel(given)).toThrow(ModelError);
    expect(() => readModel(given)).toThrow(message);
  });

  test("weights are rounded to whole numbers of the largest", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constant(0), fc.float({ min: -2, max: 2, noNaN: true })), { maxLength: 300 }),
        (numbers) => {
          const weights = Float32Array.from(numbers);
          const packed = packWeights(weights);
          const read = unpackWeights(packed);
          expect(read).toHaveLength(weights.length);
          for (const [i, weight] of weights.entries()) {
            expect(Math.abs((read[i] as number) - weight)).toBeLessThanOrEqual(packed.largest / 126 + 1e-6);
          }
        },
      ),
    );
  });
});
