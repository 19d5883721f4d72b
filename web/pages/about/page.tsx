import { exported } from "../../address/statements.ts";
import { documents } from "../../generated/documents.ts";
import type { AboutQuery } from "../../generated/operations.ts";
import { definePage } from "../../page.ts";
import { Holdings } from "../../views/Holdings.tsx";
import { useMessages } from "../../views/reading.ts";

const everything = new URLSearchParams();

/** What this archive is, how much it holds, how to take its content along, and the licences. */
export const aboutPage = definePage({
  path: "/about",
  document: documents.about,
  variables: () => ({}),
  show: (data, { language, origin }) => ({
    view: {
      title: language.messages.aboutTitle,
      description: language.messages.aboutWhat,
      data: {
        "@type": "Dataset",
        name: language.messages.homeTitle,
        description: language.messages.aboutWhat,
        url: `${origin}/`,
        distribution: [
          { encodingFormat: "text/csv", extension: "csv" as const },
          { encodingFormat: "application/ld+json", extension: "jsonld" as const },
        ].map(({ encodingFormat, extension }) => ({
          "@type": "DataDownload",
          encodingFormat,
          contentUrl: origin + exported(everything, extension),
        })),
      },
      main: <About {...data} />,
    },
  }),
});

function About({ archive }: AboutQuery) {
  const t = useMessages();
  return (
    <div class="about">
      <h1>{t.aboutTitle}</h1>
      <p>{t.aboutWhat}</p>
      <p>{t.aboutTruth}</p>
      {archive && <Holdings archive={archive} />}
      <section aria-labelledby="use">
        <h2 id="use">{t.aboutUse}</h2>
        <ul>
          <Way href="/statements" name={t.allStatements} />
          <Way href="/verify" name={t.verify} />
          <Way href="/compare" name={t.compareTitle} />
          <Way href="/changes" name={t.changesTitle} />
        </ul>
      </section>
      <section aria-labelledby="programs">
        <h2 id="programs">{t.aboutPrograms}</h2>
        <p>{t.aboutApi}</p>
        <ul>
          <Way href="/graphql" name={t.api} />
          <Way href="/schema.graphql" name={t.schema} />
          <Way href={exported(everything, "csv")} name={t.spreadsheet} />
          <Way href={exported(everything, "jsonld")} name={t.jsonLd} />
          <Way href={exported(everything, "atom")} name={t.feed} />
        </ul>
      </section>
      <section aria-labelledby="licences">
        <h2 id="licences">{t.aboutLicences}</h2>
        <p>{t.licence}</p>
        <p>{t.aboutSoftware}</p>
      </section>
    </div>
  );
}

function Way({ href, name }: { href: string; name: string }) {
  return (
    <li>
      <a href={href}>{name}</a>
    </li>
  );
}
