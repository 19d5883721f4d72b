import { useMessages } from "./reading.ts";

export interface NameHeadingProps {
  name: string;
  isFictional: boolean;
  /** The language of the name, if it is known. */
  language?: string;
}

/** The heading of the page of one thing: its name, and whether it is made up. */
export function NameHeading({ name, isFictional, language }: NameHeadingProps) {
  const t = useMessages();
  return (
    <h1 lang={language} dir="auto">
      {name}
      {isFictional && <span class="mark">{t.fictional}</span>}
    </h1>
  );
}
