import { createHash } from "node:crypto";
import { LABEL_COUNT, labelShape } from "./features/labels.ts";
import { type ModelHeader, readModelHeader } from "./model/header.ts";
import { PackingError, packWeights, unpackWeights } from "./model/packing.ts";
import type { Tagger } from "./tagging.ts";

/** A trained extractor, with what is known of its training. */
export interface ExtractionModel extends Tagger {
  /** What identifies it as the origin of a statement: `name@version`. */
  name: string;
  version: string;
  /** The language of the texts that it reads, as a BCP 47 tag. */
  language: string;
  training: TrainingRecord;
}

/** How a model was trained. */
export interface TrainingRecord {
  seed: number;
  models: number;
  synthetic: number;
  articles: number;
  attributions: number;
}

/** A file that is no model, or none that this version can use. The message says what to do. */
export class ModelError extends Error {
  override readonly name = "ModelError";
}

/** Changes whenever features, labels or the file change: a model of another format cannot be used. */
const MODEL_FORMAT = 2;
const MAGIC = "onrecord extraction model";

/**
 * Writes a model: a line that names the format, a line of JSON, then the weights in whole numbers. The same model always gives the
 * same bytes.
 */
export function writeModel(model: ExtractionModel): Uint8Array {
  const { cues, spans, rescorer, cueLemmas, calibration, leftovers, name, version, language, training } = model;
  const packed = [cues.weights, spans.weights, rescorer.weights].map(packWeights);
  const payload = Buffer.concat(packed.map(({ bytes }) => bytes));
  const header: ModelHeader = {
    name,
    version,
    language,
    training,
    parts: packed.map(({ length, largest, bytes }) => ({
      length,
      largest,
      bytes: bytes.length,
    })) as ModelHeader["parts"],
    transitions: [...spans.transitions],
    starts: [...spans.starts],
    calibration,
    leftovers,
    cueLemmas: [...cueLemmas].sort(),
  };
  const described = Buffer.from(`${JSON.stringify(header)}\n`);
  return Buffer.concat([Buffer.from(`${MAGIC} ${MODEL_FORMAT} ${checksum(described, payload)}\n`), described, payload]);
}

/**
 * Reads a model.
 *
 * @throws ModelError if the bytes are no model, of another format, cut, or changed
 */
export function readModel(bytes: Uint8Array): ExtractionModel {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [first = "", format, sum] =
    new RegExp(`^${MAGIC} (\\d+) ([0-9a-f]{64})\n`).exec(buffer.subarray(0, 200).toString("latin1")) ?? [];
  if (!format) throw new ModelError("The file is not an extraction model: give one that `onrecord train` has written.");
  if (Number(format) !== MODEL_FORMAT) {
    throw new ModelError(
      `The model has format ${format}, and this version of OnRecord reads format ${MODEL_FORMAT}: train it again, or use the version that it was made with.`,
    );
  }
  const end = buffer.indexOf("\n", first.length) + 1;
  const described = buffer.subarray(first.length, end);
  const payload = buffer.subarray(end);
  if (end === 0 || checksum(described, payload) !== sum) {
    throw new ModelError("The model is damaged: its checksum does not fit its contents. Copy or train it again.");
  }
  return unpackModel(readModelHeader(described.toString()), payload);
}

function checksum(described: Uint8Array, payload: Uint8Array): string {
  return createHash("sha256").update(described).update(payload).digest("hex");
}

function unpackModel(header: ModelHeader | null, payload: Uint8Array): ExtractionModel {
  const sum = header?.parts.reduce((total, { bytes }) => total + bytes, 0);
  if (!header || sum !== payload.length || header.parts[1].length % LABEL_COUNT !== 0) {
    throw new ModelError("The model is not written as this version writes it: train it again.");
  }
  const { parts, transitions, starts, cueLemmas, ...rest } = header;
  try {
    let from = 0;
    const [cues, spans, rescorer] = parts.map(({ length, largest, bytes }) => {
      from += bytes;
      return unpackWeights({ length, largest, bytes: payload.subarray(from - bytes, from) });
    }) as [Float32Array, Float32Array, Float32Array];
    return {
      ...rest,
      cueLemmas: new Set(cueLemmas),
      cues: { weights: cues },
      spans: {
        labels: LABEL_COUNT,
        weights: spans,
        transitions: Float32Array.from(transitions),
        starts: Float32Array.from(starts),
        forbidden: labelShape.forbidden,
      },
      rescorer: { weights: rescorer },
    };
  } catch (error) {
    if (!(error instanceof PackingError)) throw error;
    throw new ModelError(`${error.message} Train the model again.`);
  }
}
