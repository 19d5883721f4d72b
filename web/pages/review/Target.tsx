/** The fields of a form that name what it decides on, in the version that its sender has seen. */
export function Target({ id, version }: { id: string; version: string }) {
  return (
    <>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="version" value={version} />
    </>
  );
}

/** What a mutation's input says of its target. */
export interface TargetInput {
  id: string;
  expectedVersion: string;
}

/** Reads these fields as a mutation's input has them. */
export function targetOf(fields: URLSearchParams): TargetInput {
  return { id: fields.get("id") ?? "", expectedVersion: fields.get("version") ?? "" };
}
