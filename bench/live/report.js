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
${warmUpSeconds} s of the same.

${table(
  [
    "",
    "statements a second",
    "deliveries a second",
    "told after: half / 99 % / all",
    "processor",
    "memory: idle / connected / at most",
  ],
  rows,
)}

Statements are recorded by a process of its own, ten transactions a second, of speakers and topics drawn by Zipf's law. A delivery has
the statement's text with its speaker, topics, first article and that one's source; its time is that from when the writer's commit returned to when
the subscriber's process had the message in hand. Of ten subscribers with a filter of their own, four follow a speaker, four a topic, one
a speaker on a topic, one a word, and no two the same. Each must have been told of as many statements as the query then finds by
their filter, and of none twice. The processor time and the memory are the server's; the subscribers, the writer and PostgreSQL share
the machine.
`;
}
