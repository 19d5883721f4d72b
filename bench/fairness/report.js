import { number, table } from "../report.js";

/** The section of docs/benchmarks.md on fair shares. */
export function describeFairness({ quiet, attacks }, { surroundings: { date, processor, versions }, options }) {
  const { statements, seconds } = options.fairness;
  const row = (title, { asked, failed, p50, p95, longest }, attack) => [
    title,
    ...(attack ? [attack.aliases, attack.answered, attack.refused, number(attack.points)] : ["–", "–", "–", "–"]),
    `${p50} / ${p95} / ${longest} ms`,
    `${failed} of ${asked}`,
  ];
  return `## Fair shares

Measured on ${date} by \`npm run bench -- --fairness --statements ${statements}\` on ${processor}, Node ${versions.node}, PostgreSQL ${versions.PostgreSQL}
(seed ${options.seed}). The other's 95 % must stay below 250 ms, and none may fail.

${table(
  [
    "question, asked again and again",
    "aliases",
    "answered",
    "refused",
    "points",
    "the other: 50 % / 95 % / all",
    "failed",
  ],
  [row("none", quiet), ...attacks.map((attack) => row(attack.title, attack.bystander, attack))],
)}

Each question is asked for ${seconds} s in a loop on one connection, from an address of its own, about the most frequent speakers, topics,
sources and words, with as many aliases as its cost allows. The other asks for five statements with their speakers ten times a second from
another address, whether the last question has been answered or not. A request is refused when the 600,000 points of the minute are
spent. The server has four connections to the database.
`;
}
