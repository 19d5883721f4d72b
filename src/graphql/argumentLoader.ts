import DataLoader from "dataloader";

/**
 * Makes the loader of a field with arguments. A key is the parent's id beside the arguments: `read` is called once for all parents
 * that have the same arguments, and returns a value for each id, in their order.
 */
export function createArgumentLoader<Key extends { id: number }, Value>(
  read: (key: Omit<Key, "id">, ids: readonly number[]) => Promise<Value[]>,
): DataLoader<Key, Value, string> {
  return new DataLoader<Key, Value, string>(
    async (keys) => {
      const alike = new Map<string, Key[]>();
      for (const key of keys) {
        const given = JSON.stringify({ ...key, id: 0 });
        alike.set(given, [...(alike.get(given) ?? []), key]);
      }
      const found = await Promise.all(
        [...alike.values()].map(async (group) => {
          const ids = group.map(({ id }) => id);
          const values = await read(group[0] as Key, ids);
          return group.map((key, i) => [key, values[i] as Value] as const);
        }),
      );
      const byKey = new Map(found.flat());
      return keys.map((key) => byKey.get(key) as Value);
    },
    { cacheKeyFn: (key) => JSON.stringify(key) },
  );
}
