import type { TaggerModel } from "../tagging/model.ts";

/** Averages the weights of models of one shape: steadier than each, and no slower than one. */
export function averageModels(models: readonly TaggerModel[]): TaggerModel {
  const [first] = models;
  if (!first) throw new Error("There is no model to average.");
  const mean = (part: (model: TaggerModel) => Float32Array) => meanOf(models.map(part));
  return {
    cueLemmas: new Set(models.flatMap(({ cueLemmas }) => [...cueLemmas]).sort()),
    cues: { weights: mean(({ cues }) => cues.weights) },
    spans: {
      ...first.spans,
      weights: mean(({ spans }) => spans.weights),
      transitions: mean(({ spans }) => spans.transitions),
      starts: mean(({ spans }) => spans.starts),
    },
    rescorer: { weights: mean(({ rescorer }) => rescorer.weights) },
    calibration: first.calibration,
  };
}

function meanOf(arrays: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(arrays[0]?.length ?? 0);
  for (const array of arrays)
    for (let i = 0; i < sum.length; i += 1) sum[i] = (sum[i] as number) + (array[i] as number) / arrays.length;
  return sum;
}
