/** Returns the 32-bit code of a string (FNV-1a, then mixed). Part of the model: training and reading must agree. */
export function hashText(text: string): number {
  let hash = 2_166_136_261;
  for (let i = 0; i < text.length; i += 1) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 16_777_619);
  }
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 2_246_822_519);
  return hash ^ (hash >>> 13);
}

/** Mixes a number into a code. */
export function mix(code: number, value: number): number {
  const mixed = Math.imul(code ^ value, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

/** The codes of features by their names, which are the names of an object. */
export type FeatureCodes<Name extends string> = Readonly<Record<Name, number>>;

/** Gives each feature of a model its code, from its name. */
export function featureCodes<const Name extends string>(model: string, names: readonly Name[]): FeatureCodes<Name> {
  return Object.fromEntries(
    names.map((name) => [name, mix(hashText(`${model}: ${name}`), 0x51ed27)]),
  ) as FeatureCodes<Name>;
}

/** Collects the features of one place: each is the code of its name, mixed with its values. */
export class FeatureList {
  readonly codes: number[] = [];

  add(feature: number): void {
    this.codes.push(feature);
  }
  add1(feature: number, value: number): void {
    this.codes.push(mix(feature, value));
  }
  add2(feature: number, value: number, second: number): void {
    this.codes.push(mix(mix(feature, value), second));
  }
  add3(feature: number, value: number, second: number, third: number): void {
    this.codes.push(mix(mix(mix(feature, value), second), third));
  }
  add4(feature: number, value: number, second: number, third: number, fourth: number): void {
    this.codes.push(mix(mix(mix(mix(feature, value), second), third), fourth));
  }
}
