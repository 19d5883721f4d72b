/**
 * A value that the caller gave and that cannot be used: thrown by the archive, shown by each door in its own way
 * (the API answers `BAD_USER_INPUT` with `extensions.argument`). `message` is written for the person who sent it.
 */
export class InputError extends Error {
  override readonly name = "InputError";
  /** The argument at fault, as the caller wrote it: `first`, `filter.said`. */
  readonly argument: string;

  constructor(argument: string, message: string) {
    super(message);
    this.argument = argument;
  }
}
