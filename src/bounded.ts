/** How much a map may keep. */
export interface Bounds {
  /** The most entries. */
  most: number;
  /** The most bytes, as `heldBytes` reckons them. The newest entry is kept even if it alone has more. */
  mostBytes: number;
}

/** What V8 takes for an object, a field of one, and a text of no letters; rather too much than too little. */
const [OBJECT_BYTES, FIELD_BYTES, TEXT_BYTES] = [32, 12, 16];

/**
 * Reckons the bytes that a value keeps in memory, with everything that it refers to, each object once. A text counts two
 * bytes for each character, because one letter that is not Latin makes V8 store all of them so.
 */
export function heldBytes(value: unknown): number {
  const seen = new Set<object>();
  const waiting = [value];
  let bytes = 0;
  while (waiting.length > 0) {
    const each = waiting.pop();
    if (typeof each === "string") bytes += TEXT_BYTES + 2 * each.length;
    if (typeof each !== "object" || each === null || seen.has(each)) continue;
    seen.add(each);
    bytes += OBJECT_BYTES;
    if (ArrayBuffer.isView(each)) bytes += each.byteLength;
    else
      for (const part of piecesOf(each)) {
        bytes += FIELD_BYTES;
        waiting.push(part);
      }
  }
  return bytes;
}

function piecesOf(value: object): Iterable<unknown> {
  if (value instanceof Map) return [...value.keys(), ...value.values()];
  return value instanceof Set ? value : Object.values(value);
}

/** A map that keeps no more than its bounds allow: the entry that was used least recently is dropped first. */
export class BoundedMap<Key, Value> {
  /** The bytes of all entries. */
  bytes = 0;
  readonly #entries = new Map<Key, { value: Value; bytes: number }>();
  readonly #bounds: Bounds;
  readonly #onDrop: (value: Value) => void;

  constructor(bounds: Bounds, onDrop: (value: Value) => void = () => {}) {
    this.#bounds = bounds;
    this.#onDrop = onDrop;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Returns the value under the key, which is the most recently used then. */
  get(key: Key): Value | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** Keeps a value, and drops others until the bounds hold again. */
  set(key: Key, value: Value, bytes = heldBytes([key, value])): void {
    this.#forget(key);
    this.#entries.set(key, { value, bytes });
    this.bytes += bytes;
    const { most, mostBytes } = this.#bounds;
    for (const [oldest, entry] of this.#entries) {
      if (this.size <= most && (this.bytes <= mostBytes || this.size === 1)) break;
      this.#forget(oldest);
      this.#onDrop(entry.value);
    }
  }

  delete(key: Key): boolean {
    return this.#forget(key);
  }

  #forget(key: Key): boolean {
    this.bytes -= this.#entries.get(key)?.bytes ?? 0;
    return this.#entries.delete(key);
  }
}
