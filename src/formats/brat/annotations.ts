/** A T line: a span. */
export interface SpanLine {
  line: number;
  type: string;
  /** Its offsets as in the file; null if the line does not have the form of a span. */
  ranges: [start: number, end: number][] | null;
  /** The words as the file repeats them, perhaps over several lines. */
  text: string;
  /** Whether another T line has the same id. */
  isRepeated: boolean;
}

/** An E line: an event, which connects spans. */
export interface EventLine {
  line: number;
  id: string;
  /** The spans it connects, first the trigger, whose role is the event's type; null if the line is not an event. */
  arguments: { role: string; span: string }[] | null;
}

/** The annotations of an `.ann` file. */
export interface Annotations {
  spans: Map<string, SpanLine>;
  events: EventLine[];
  /** The first line that neither is an annotation nor continues one. */
  stray: number | null;
}

const ANNOTATION = /^[TEARMN*#]\d*\t/;
const EVENT = /^E\d+\b/;
const SPAN_LINE = /^(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t([\s\S]*)$/;
const ARGUMENTS = /^E\d+\t(\S+:\S+(?: +\S+:\S+)*) *$/;

/**
 * Reads the lines of an `.ann` file (brat standoff format). Spans, events and notes may come in any order. The words of a
 * span or note may contain line breaks: a line that begins no annotation continues the one before.
 */
export function readAnnotations(source: string): Annotations {
  const annotations: Annotations = { spans: new Map(), events: [], stray: null };
  let record = "";
  let line = 0;
  for (const [i, text] of [...source.split(/\r?\n/), "#\t"].entries()) {
    const isNew = ANNOTATION.test(text) || EVENT.test(text);
    if (isNew) {
      addRecord(annotations, record, line);
      [record, line] = [text, i + 1];
    } else if (/^[T#]/.test(record)) record += `\n${text}`;
    else if (text.trim() !== "") annotations.stray ??= i + 1;
  }
  return annotations;
}

function addRecord({ spans, events }: Annotations, record: string, line: number): void {
  const id = /^\w+/.exec(record)?.[0] ?? "";
  if (record.startsWith("E")) {
    const given = ARGUMENTS.exec(record)?.[1]?.split(/ +/);
    events.push({ line, id, arguments: given?.map(readArgument) ?? null });
  } else if (record.startsWith("T")) {
    const [, , type = "", offsets, text = ""] = SPAN_LINE.exec(record) ?? [];
    const ranges = offsets?.split(";").map((range) => range.split(" ").map(Number) as [number, number]) ?? null;
    spans.set(id, { line, type, ranges, text, isRepeated: spans.has(id) });
  }
}

function readArgument(argument: string): { role: string; span: string } {
  const colon = argument.lastIndexOf(":");
  return { role: argument.slice(0, colon), span: argument.slice(colon + 1) };
}
