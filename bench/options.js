import { parseArgs } from "node:util";

const help = `Measures OnRecord beside the bare limit, PostGraphile 5 and the classic way, on one synthetic archive.

  npm run bench -- [options]

  --statements N[,M…] how large the archive is; of larger ones, only what size could change      100000
  --connections LIST  how many clients ask at once                                               1,16,64
  --rounds N          rounds of each measurement, the servers taking turns; medians count        5
  --seconds N         how long a round is                                                        5
  --seed N            another archive, and other questions                                       1
  --smoke             a minute's proof that all of it works: 3,000 statements, rounds of a second; writes nothing
  --help

It prints what it finds and writes docs/benchmarks.md. Run it on an otherwise idle machine; Linux only.`;

/** Reads the command line; prints the help and ends, or refuses, where that is asked for. */
export function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      statements: { type: "string", default: "100000" },
      connections: { type: "string", default: "1,16,64" },
      rounds: { type: "string", default: "5" },
      seconds: { type: "string", default: "5" },
      seed: { type: "string", default: "1" },
      smoke: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    process.exit(0);
  }
  const given = values.smoke ? { ...values, statements: "3000", connections: "4", rounds: "1", seconds: "1" } : values;
  const whole = (name) => numbers(name, given[name])[0];
  return {
    smoke: values.smoke,
    sizes: numbers("statements", given.statements).sort((a, b) => a - b),
    connections: numbers("connections", given.connections),
    rounds: whole("rounds"),
    seconds: whole("seconds"),
    // V8 goes on optimising a busy server for most of a minute.
    warmUpSeconds: values.smoke ? 1 : 45,
    pairs: values.smoke ? 50 : 500,
    seed: whole("seed"),
  };
}

function numbers(name, text) {
  const list = text.split(",").map(Number);
  if (list.every((number) => Number.isInteger(number) && number > 0)) return list;
  console.error(`--${name} takes whole numbers above 0, not ${JSON.stringify(text)}.\n\n${help}`);
  process.exit(2);
}
