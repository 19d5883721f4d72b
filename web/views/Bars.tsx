import { writtenNumber } from "../language/counted.ts";
import { useLanguageTag } from "./reading.ts";

export interface BarsProps {
  title: string;
  bars: readonly { label: string; count: number; href: string }[];
}

/** Counts as bars: a list of links, each with its bar, so that it is its own table. */
export function Bars({ title, bars }: BarsProps) {
  const language = useLanguageTag();
  const most = Math.max(...bars.map(({ count }) => count), 1);
  if (bars.length === 0) return null;
  return (
    <section class="bars">
      <h2>{title}</h2>
      <ul>
        {bars.map(({ label, count, href }) => (
          <li key={href}>
            <a href={href}>
              <span dir="auto">{label}</span>
              <span class="count">{writtenNumber(language, count)}</span>
            </a>
            <svg width="100%" height="6" aria-hidden="true">
              <rect class="bar" width={`${Math.round((1_000 * count) / most) / 10}%`} height="6" />
            </svg>
          </li>
        ))}
      </ul>
    </section>
  );
}
