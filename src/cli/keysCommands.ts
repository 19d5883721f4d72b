import { type Command, InvalidArgumentError, Option } from "commander";
import { readInstant } from "../document/dates.ts";
import { holderName } from "../keys/keys.ts";
import { keyRoles } from "../keys/roles.ts";
import { type NewKey, printKeys, printNewKey, revoke } from "./keys.ts";
import { endMisused, orNothingDone } from "./nothingDone.ts";

/** Adds the commands that make keys to the API, list them and end them. */
export function addKeysCommands(program: Command): void {
  const keys = program
    .command("keys")
    .description("who may change the archive: make keys to the API, list them, revoke them")
    .exitOverride(endMisused)
    .addHelpText(
      "after",
      `
docs/keys.md tells what each role may, and how a key is sent.

Examples:
  $ onrecord keys create --name "Newsroom" --role EDITOR --expires 2027-01-01
  $ onrecord keys list
  $ onrecord keys revoke 5b0a4c1d2e3f4a5b`,
    );
  keys
    .command("create")
    .description("make a key and print it: this once, for only a hash of it is kept")
    .exitOverride(endMisused)
    .requiredOption("--name <name>", "whose it is; shown to readers as the author of every change", readKeyName)
    .addOption(new Option("--role <role>", "what it allows").choices(keyRoles).makeOptionMandatory())
    .option("--expires <date>", "until when, as a date or an instant; for ever, when left out", readExpiry, null)
    .addHelpText(
      "after",
      `
The key alone goes to standard output, so that a script can take it.

Examples:
  $ onrecord keys create --name "Newsroom" --role EDITOR
  $ onrecord keys create --name "Newsroom" --role EDITOR --expires 2027-01-01 > newsroom.key`,
    )
    .action(({ name, role, expires }: NewKey & { expires: Date | null }) =>
      orNothingDone(printNewKey({ name, role, expiresAt: expires })),
    );
  keys
    .command("list")
    .description("list all keys, the newest first; what proves one is not kept")
    .exitOverride(endMisused)
    .option("--json", "print them as a JSON array", false)
    .addHelpText("after", "\nExamples:\n  $ onrecord keys list\n  $ onrecord keys list --json | jq '.[].name'")
    .action((options: { json: boolean }) => orNothingDone(printKeys(options)));
  keys
    .command("revoke")
    .description("end a key, for ever; servers that run refuse it from then on")
    .exitOverride(endMisused)
    .argument("<id>", "its id in the list: the part of the key between the underscores")
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
  if (!instant) throw new InvalidArgumentError("It is no date or instant: 2027-01-01, 2027-01-01T12:00:00Z.");
  if (instant.getTime() <= Date.now()) throw new InvalidArgumentError("It is over already.");
  return instant;
}
