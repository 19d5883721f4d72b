import { citeApa } from "../citation/apa.ts";
import { citeBibtex } from "../citation/bibtex.ts";
import type { CitedPrinting } from "../citation/printing.ts";
import { citeWikipedia } from "../citation/wikipedia.ts";
import { useMessages } from "./reading.ts";

/** How to cite a printing: APA to read and copy, BibTeX and Wikipedia's template behind their names. */
export function Citations({ printing }: { printing: CitedPrinting }) {
  const t = useMessages();
  const wikipedia = citeWikipedia(printing);
  return (
    <section class="citations" aria-labelledby="cite">
      <h2 id="cite">{t.cite}</h2>
      <p class="citation" lang="en" dir="ltr">
        {citeApa(printing).map(({ text, isItalic }) =>
          isItalic ? (
            <i key={text}>
              <bdi>{text}</bdi>
            </i>
          ) : (
            <bdi key={text}>{text}</bdi>
          ),
        )}
      </p>
      <Code name="BibTeX" text={citeBibtex(printing)} />
      {wikipedia && <Code name="Wikipedia" text={wikipedia} />}
    </section>
  );
}

function Code({ name, text }: { name: string; text: string }) {
  return (
    <details>
      <summary>{name}</summary>
      <pre class="citation" dir="ltr">
        {text}
      </pre>
    </details>
  );
}
