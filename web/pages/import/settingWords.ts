import type { Messages } from "../../language/messages.ts";

/** The fields of the form by the names that the API gives them in its messages. */
const LABELS = {
  source: "source",
  wire: "wire",
  language: "rowLanguage",
  dates: "dates",
  columns: "columns",
  fillDown: "fillDown",
  sheet: "sheet",
} as const;

/** Says what the API says of its input in terms of the form: its fields have other names there. */
export function inFormWords(message: string, { review: t }: Pick<Messages, "review">): string {
  return message.replaceAll(/`(\w+)`/g, (all, field: string) =>
    field in LABELS ? `“${t[LABELS[field as keyof typeof LABELS]]}”` : all,
  );
}
