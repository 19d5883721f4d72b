import { type Command, InvalidArgumentError, Option } from "commander";
import { readInstant } from "../document/dates.ts";
import { holderName } from "../keys/keys.ts";
import { keyRoles } from "../keys/roles.ts";
import { type NewKey, printKeys, printNewKey, revoke } from "./keys.ts";
import { endMisused, orNothingDone } from "./nothingDone.ts";

/** Adds the commands that make, list and revoke keys to the API. */
export function addKeysCommands(program: Command): void {
  const keys = program
    .command("keys")
    .description("make, list and revoke keys to the API; a key decides who may change the archive")
    .exitOverride(endMisused)
    .addHelpText(
      "after",
      `
docs/keys.md explains what each role may do and how to send a key.

Examples:
  $ onrecord keys create --name "Newsroom" --role EDITOR --expires 2027-01-01
  $ onrecord keys list
  $ onrecord keys revoke 5b0a4c1d2e3f4a5b`,
    );
  keys
    .command("create")
    .description("make a key and print it; it cannot be printed again, because only a hash of it is kept")
    .exitOverride(endMisused)
    .requiredOption(
      "--name <name>",
      "who the key is for; readers see this name as the author of every change",
      readKeyName,
    )
    .addOption(new Option("--role <role>", "what the key allows").choices(keyRoles).makeOptionMandatory())
    .option("--expires <date>", "when the key expires, as a date or an instant; never if omitted", readExpiry, null)
    .addHelpText(
      "after",
      `
Prints only the key to standard output, so that a script can read it.

Examples:
  $ onrecord keys create --name "Newsroom" --role EDITOR
  $ onrecord keys create --name "Newsroom" --role EDITOR --expires 2027-01-01 > newsroom.key`,
    )
    .action(({ name, role, expires }: NewKey & { expires: Date | null }) =>
      orNothingDone(printNewKey({ name, role, expiresAt: expires })),
    );
  keys
    .command("list")
    .description("list all keys, newest first; the secret part of a key is not kept and cannot be shown")
    .exitOverride(endMisused)
    .option("--json", "print them as a JSON array", false)
    .addHelpText("after", "\nExamples:\n  $ onrecord keys list\n  $ onrecord keys list --json | jq '.[].name'")
    .action((options: { json: boolean }) => orNothingDone(printKeys(options)));
  keys
    .command("revoke")
    .description("revoke a key permanently; running servers refuse it from then on")
    .exitOverride(endMisused)
    .argument("<id>", "the key's id in the list, which is the part of the key between the underscores")
    .addHelpText("after", "\nExample:\n  $ onrecord keys revoke 5b0a4c1d2e3f4a5b")
    .action((id: string) => orNothingDone(revoke(id)));
}

function readKeyName(given: string): string {
  const { data, error } = holderName.safeParse(given.trim());
  if (data === undefined) throw new InvalidArgumentError(`It ${error?.issues[0]?.message}.`);
  return data;
}

function readExpiry(given: string): Date {
  const instant = readInstant(given);
  if (!instant) throw new InvalidArgumentError("Write a date or an instant: 2027-01-01 or 2027-01-01T12:00:00Z.");
  if (instant.getTime() <= Date.now()) throw new InvalidArgumentError("This time is in the past.");
  return instant;
}
