/**
 * A value from the caller that cannot be used. The archive throws it, and each interface reports it in its own way (the API with the
 * code `BAD_USER_INPUT` and `extensions.argument`). `message` is written for the person who sent the value.
 */
export class InputError extends Error {
  override readonly name = "InputError";
  /** The argument at fault, by the name that the caller used: `first`, `filter.saidAt`. */
  readonly argument: string;

  constructor(argument: string, message: string) {
    super(message);
    this.argument = argument;
  }
}
