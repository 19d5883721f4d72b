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

/** Features of most places; a list grows if there are more. */
const USUAL_LENGTH = 128;

/** Collects the features of a place, or of several in a row: each is the code of its name, mixed with its values. */
export class FeatureList {
  private codes = new Int32Array(USUAL_LENGTH);
  /** How many features there are. */
  length = 0;

  add(feature: number): void {
    if (this.length === this.codes.length) this.grow();
    this.codes[this.length] = feature;
    this.length += 1;
  }
  add1(feature: number, value: number): void {
    this.add(mix(feature, value));
  }
  add2(feature: number, value: number, second: number): void {
    this.add(mix(mix(feature, value), second));
  }
  add3(feature: number, value: number, second: number, third: number): void {
    this.add(mix(mix(mix(feature, value), second), third));
  }
  add4(feature: number, value: number, second: number, third: number, fourth: number): void {
    this.add(mix(mix(mix(mix(feature, value), second), third), fourth));
  }

  /** Returns a copy of the features. */
  toArray(): Int32Array {
    return this.codes.slice(0, this.length);
  }

  private grow(): void {
    const longer = new Int32Array(this.codes.length * 2);
    longer.set(this.codes);
    this.codes = longer;
  }
}
