import { number, table } from "../report.js";

/** The section about the live feed: how soon who follows is told, and what that takes. */
export function describeLive(found, { surroundings, options }) {
  const { date, processor, versions } = surroundings;
  const { statements, subscribers, warmUpSeconds, seconds } = options.live;
  const rows = found.map((run) => [
    run.title,
    number(run.perSecond),
    number(Math.round(run.deliveries / seconds)),
    `${run.p50} / ${run.p99} / ${run.longest} ms`,
    `${Math.round((100 * run.nodeMs) / (1_000 * seconds))} %`,
    `${Math.round(run.idleMb)} / ${Math.round(run.connectedMb)} / ${Math.round(run.peakMb)} MB`,
  ]);
  return `## Live

Measured on ${date} by \`npm run bench -- --live --statements ${statements}\` on ${processor}, Node ${versions.node}, PostgreSQL ${versions.PostgreSQL}
(seed ${options.seed}): ${number(subscribers)} subscribers over WebSocket on one process, for ${seconds} s after
a warm-up of ${warmUpSeconds} s.

${table(
  [
    "",
    "statements per second",
    "deliveries per second",
    "delay: 50 % / 99 % / all",
    "processor",
    "memory: idle / connected / peak",
  ],
  rows,
)}

A process of its own records the statements in ten transactions per second, of speakers and topics drawn by Zipf's law. A delivery contains the
statement's text with its speaker, topics, first article and the article's source. Its delay is from the return of the writer's commit to
the moment when the subscriber's process has the message. Among ten subscribers with a filter of their own, four follow a speaker, four a
topic, one a speaker on a topic, and one a word; no two filters are the same. Each subscriber must receive exactly the statements that a query
with the same filter finds afterwards, none twice. The processor time and the memory are the server's; the subscribers, the writer and
PostgreSQL share the machine.
`;
}
