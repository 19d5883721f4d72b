import type { Entrances } from "../assets.ts";
import type { Language } from "../language/languages.ts";
import type { View } from "../page.ts";
import { Foot } from "./Foot.tsx";
import { Html } from "./Html.tsx";
import { Masthead } from "./Masthead.tsx";

export interface DocumentProps {
  view: View;
  language: Language;
  siteName: string;
  /** The address of this page on this site, and the whole site's: `https://onrecord.example`. */
  path: string;
  origin: string;
  entrances: Entrances;
  /** The address at which the page's query can be changed and run; none for pages without one. */
  asQuery?: string | undefined;
}

/** A whole page: head, masthead, content and foot. */
export function Document({ view, language, siteName, path, origin, entrances, asQuery }: DocumentProps) {
  const canonical = `${origin}${view.canonical ?? path}`;
  const title = path === "/" ? `${siteName}: ${view.title}` : `${view.title} · ${siteName}`;
  return (
    <Html
      language={language}
      head={
        <>
          <title>{title}</title>
          {view.description && <meta name="description" content={view.description} />}
          {view.isUnlisted && <meta name="robots" content="noindex" />}
          <link rel="canonical" href={canonical} />
          <meta property="og:title" content={view.title} />
          <meta property="og:site_name" content={siteName} />
          <meta property="og:url" content={canonical} />
          <meta property="og:type" content={path === "/" ? "website" : "article"} />
          <meta name="twitter:card" content="summary" />
          {view.description && <meta property="og:description" content={view.description} />}
          {view.alternates?.map(({ type, href, title }) => (
            <link key={href} rel="alternate" type={type} href={href} title={title} />
          ))}
          <link rel="search" type="application/opensearchdescription+xml" href="/opensearch.xml" title={siteName} />
          <link rel="icon" href={entrances.icon} type="image/svg+xml" />
          <link rel="stylesheet" href={entrances.styles} />
          <script type="module" src={entrances.script} />
          {view.data && <MachineData data={view.data} />}
        </>
      }
    >
      <body>
        <Masthead siteName={siteName} path={path} asked={view.asked} />
        <main id="content" tabIndex={-1}>
          {view.main}
        </main>
        <Foot asQuery={asQuery} canonical={canonical} />
      </body>
    </Html>
  );
}

/** Facts for machines. A browser does not run such a script, so the page's policy has nothing to say about it. */
function MachineData({ data }: { data: object }) {
  const text = JSON.stringify({ "@context": "https://schema.org", ...data }).replaceAll("<", "\\u003c");
  // No tag can begin in it.
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: text }} />;
}
