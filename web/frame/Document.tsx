import type { Entrances } from "../assets.ts";
import type { Language } from "../language/languages.ts";
import type { View } from "../page.ts";
import type { SignedIn } from "../signedIn.ts";
import { Foot } from "./Foot.tsx";
import { Html } from "./Html.tsx";
import { Masthead } from "./Masthead.tsx";
import { SignedInBar } from "./SignedInBar.tsx";

export interface DocumentProps {
  view: View;
  language: Language;
  /** Who reads, if they have signed in. */
  signedIn: SignedIn | null;
  siteName: string;
  /** The address of this page on this site, and the whole site's: `https://onrecord.example`. */
  path: string;
  origin: string;
  /** The path and the query. */
  here: string;
  entrances: Entrances;
  /** The address at which the page's query can be changed and run; none for pages without one. */
  asQuery?: string | undefined;
}

/** A whole page: head, masthead, content and foot. */
export function Document({
  view,
  language,
  signedIn,
  siteName,
  path,
  origin,
  here,
  entrances,
  asQuery,
}: DocumentProps) {
  const canonical = `${origin}${view.canonical ?? path}`;
  const title = path === "/" ? `${siteName}: ${view.title}` : `${view.title} · ${siteName}`;
  return (
    <Html
      language={language}
      signedIn={signedIn}
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
          <meta name="twitter:card" content={view.picture ? "summary_large_image" : "summary"} />
          {view.picture && <LinkPicture {...view.picture} origin={origin} />}
          {view.description && <meta property="og:description" content={view.description} />}
          {view.alternates?.map(({ type, href, title }) => (
            <link key={href} rel="alternate" type={type} href={href} title={title} />
          ))}
          <link rel="search" type="application/opensearchdescription+xml" href="/opensearch.xml" title={siteName} />
          <link rel="icon" {...entrances.icon} />
          <link rel="stylesheet" href={entrances.styles} />
          <script type="module" src={entrances.script} />
          {view.data && <MachineData data={view.data} />}
        </>
      }
    >
      <body>
        {signedIn && <SignedInBar {...signedIn} />}
        <Masthead siteName={siteName} logo={entrances.logo} path={path} asked={view.asked} />
        <main id="content" tabIndex={-1}>
          {view.main}
        </main>
        <Foot asQuery={asQuery} here={here} canonical={canonical} />
      </body>
    </Html>
  );
}

/** The picture that networks and messengers show beside a link (Open Graph, and the older names that some still read). */
function LinkPicture({ href, width, height, alt, origin }: NonNullable<View["picture"]> & { origin: string }) {
  const address = `${origin}${href}`;
  return (
    <>
      <meta property="og:image" content={address} />
      <meta property="og:image:type" content="image/png" />
      <meta property="og:image:width" content={String(width)} />
      <meta property="og:image:height" content={String(height)} />
      <meta property="og:image:alt" content={alt} />
      <meta name="twitter:image" content={address} />
      <meta name="twitter:image:alt" content={alt} />
    </>
  );
}

/** Facts for machines. A browser does not run such a script, so the page's policy has nothing to say about it. */
function MachineData({ data }: { data: object }) {
  const text = JSON.stringify({ "@context": "https://schema.org", ...data }).replaceAll("<", "\\u003c");
  // No tag can begin in it.
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: text }} />;
}
