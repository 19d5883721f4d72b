/** How messages name the options of `onrecord import`, with what an editor who sends a file gives instead: fields of the input. */
const IN_INPUT: readonly (readonly [option: RegExp, field: string])[] = [
  [/, or say how a table is encoded, as in --encoding [\w-]+/g, ""],
  [/give --dates day-first or --dates month-first/g, "set `dates`"],
  [/--(source|wire) "Name"/g, "`$1`"],
  [/--column(?: \w+="its name")?/g, "`columns`"],
  [/--fill-down/g, "`fillDown`"],
  [/--(sheet|language)/g, "`$1`"],
  // Only the command replaces an import.
  [/(?<!`onrecord import )--replaces (\d+)/g, "`onrecord import --replaces $1`"],
];

/** Says what the readers of formats say in terms of the command's options in those of the input of `fileImport`. */
export function inInputWords(message: string): string {
  return IN_INPUT.reduce((text, [option, field]) => text.replace(option, field), message);
}
