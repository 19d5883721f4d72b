import { parseEnv } from "node:util";

/** What a file of variables sets, and sentences about lines that set nothing. */
export interface EnvironmentFile {
  variables: Record<string, string>;
  problems: string[];
}

/**
 * Reads a file of variables (`NAME=value`), in UTF-8 or in UTF-16 as PowerShell writes it, with or without a byte order mark. A line
 * that names a setting and sets nothing ("ONRECORD_READ: keys") is a problem: the archive would run with another setting.
 *
 * @param known the names of all settings
 */
export function readEnvironmentText(bytes: Uint8Array, known: readonly string[]): EnvironmentFile {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  const text = new TextDecoder(encoding).decode(bytes);
  const variables = parseEnv(text) as Record<string, string>;
  const problems = text.split(/\r?\n|\r/).flatMap((line, i) => {
    const [, name = "", sign] = /^\s*(?:export\s+)?(\w+)\s*(.?)/.exec(line) ?? [];
    const isSetting = name.startsWith("ONRECORD_") || known.includes(name);
    return isSetting && sign !== "=" && !(name in variables)
      ? [`.env, line ${i + 1}, sets nothing: write ${name}=value.`]
      : [];
  });
  return { variables, problems };
}
