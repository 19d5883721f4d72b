import { InvalidArgumentError } from "commander";

/** Reads the value of `--min-score`. */
export function readScore(given: string): number {
  const score = Number(given);
  if (given.trim() === "" || !(score >= 0 && score <= 1)) throw new InvalidArgumentError("Not a number from 0 to 1.");
  return score;
}

/** Reads a name that an option gives. */
export function readGivenName(given: string): string {
  const name = given.trim();
  if (name === "") throw new InvalidArgumentError("The name is empty.");
  return name;
}
