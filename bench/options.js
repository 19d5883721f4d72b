import { basename } from "node:path";
import { parseArgs } from "node:util";

const help = `Measures OnRecord beside the bare limit, PostGraphile 5 and the classic way, on one synthetic archive, imports beside COPY,
how soon a thousand subscribers are told of a hundred statements a second, and how others fare beside the dearest questions.

  npm run bench -- [options]

  --statements N[,M…] how large the archive is; of larger ones, only what size could change      100000
  --connections LIST  how many clients ask at once                                               1,16,64
  --rounds N          rounds of each measurement, the servers taking turns; medians count        5
  --seconds N         how long a round is                                                        5
  --seed N            another archive, and other questions                                       1
  --imports           only imports, of --statements (20000, as in a whole run)
  --live              only the live feed, on an archive of --statements (20000, as in a whole run)
  --insight           only facets and timelines, on archives of --statements (100000, as in a whole run)
  --fairness          only the dearest questions, on an archive of --statements (100000, as in a whole run)
  --growth            only the questions that larger archives could slow down, on archives of --statements
  --extraction        only the extractor, on 10,000 synthetic articles
  --site              only the search page of the reader's site beside its query, on an archive of --statements
  --corpus F=PATH     a corpus to import too, of the format F; may be given several times
  --smoke             a minute's proof that all of it works: 3,000 statements, rounds of a second; writes nothing
  --help

It prints what it finds and writes docs/benchmarks.md, of which --imports, --live, --insight, --fairness, --growth,
--extraction and --site replace only their own sections. Run it on an otherwise idle machine; Linux only.`;

/** The default number of statements that are imported, and that the archive of the live feed has. */
const FEW = 20_000;
const SMOKE_FEW = 500;

const FAIRNESS = { statements: 100_000, seconds: 30 };
const SMOKE_FAIRNESS = { statements: 3_000, seconds: 1 };

/** The number of articles whose statements are proposed. */
const ARTICLES = 10_000;
const SMOKE_ARTICLES = 200;

const LIVE = { subscribers: 1_000, perSecond: 100, warmUpSeconds: 15, seconds: 30 };
const SMOKE_LIVE = { subscribers: 50, perSecond: 20, warmUpSeconds: 1, seconds: 3 };

/** The sections of the page besides the comparison, each with an option that asks for it alone. */
const sections = ["imports", "live", "insight", "fairness", "growth", "extraction", "site"];

/** Reads the command line; prints the help and ends, or refuses, where that is asked for. */
export function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      statements: { type: "string" },
      connections: { type: "string", default: "1,16,64" },
      rounds: { type: "string", default: "5" },
      seconds: { type: "string", default: "5" },
      seed: { type: "string", default: "1" },
      imports: { type: "boolean", default: false },
      live: { type: "boolean", default: false },
      insight: { type: "boolean", default: false },
      fairness: { type: "boolean", default: false },
      growth: { type: "boolean", default: false },
      extraction: { type: "boolean", default: false },
      site: { type: "boolean", default: false },
      corpus: { type: "string", multiple: true, default: [] },
      smoke: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    process.exit(0);
  }
  const smoke = { statements: "3000", connections: "4", rounds: "1", seconds: "1" };
  const isWhole = sections.every((name) => !values[name]);
  const given = { ...values, statements: values.statements ?? "100000", ...(values.smoke ? smoke : {}) };
  const whole = (name) => numbers(name, given[name])[0];
  const asked = isWhole || values.smoke || values.statements === undefined ? undefined : whole("statements");
  const few = values.smoke ? SMOKE_FEW : (asked ?? FEW);
  return {
    smoke: values.smoke,
    parts: { pages: isWhole, ...Object.fromEntries(sections.map((name) => [name, isWhole || values[name]])) },
    imports: { statements: few, corpora: values.corpus.map(readCorpus) },
    live: { statements: few, ...(values.smoke ? SMOKE_LIVE : LIVE) },
    insight: { sizes: numbers("statements", given.statements).sort((a, b) => a - b) },
    fairness: { ...(values.smoke ? SMOKE_FAIRNESS : FAIRNESS), ...(asked && { statements: asked }) },
    extraction: { articles: values.smoke ? SMOKE_ARTICLES : ARTICLES },
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

function readCorpus(text) {
  const [, format, path] = /^([a-z-]+)=(.+)$/.exec(text) ?? [];
  if (path) return { title: `\`${format}\`, ${basename(path)}`, format, path };
  console.error(
    `--corpus takes a format and a path, like brat=../corpora/polnear, not ${JSON.stringify(text)}.\n\n${help}`,
  );
  process.exit(2);
}

function numbers(name, text) {
  const list = text.split(",").map(Number);
  if (list.every((number) => Number.isInteger(number) && number > 0)) return list;
  console.error(`--${name} takes whole numbers above 0, not ${JSON.stringify(text)}.\n\n${help}`);
  process.exit(2);
}
