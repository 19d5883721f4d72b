import type { Language } from "../language/languages.ts";
import type { View } from "../page.ts";
import { Html } from "./Html.tsx";

export interface FramedDocumentProps {
  view: View;
  language: Language;
  siteName: string;
  path: string;
  origin: string;
  /** The address of the styles. */
  styles: string;
}

/** A small page for the frames of other sites. It loads no script, and its links open beside the site that shows it. */
export function FramedDocument({ view, language, siteName, path, origin, styles }: FramedDocumentProps) {
  const canonical = `${origin}${view.canonical ?? path}`;
  return (
    <Html
      language={language}
      head={
        <>
          <base target="_blank" />
          <title>{`${view.title} · ${siteName}`}</title>
          <meta name="robots" content="noindex" />
          <link rel="canonical" href={canonical} />
          <link rel="stylesheet" href={styles} />
        </>
      }
    >
      <body class="embed">
        <main>{view.main}</main>
        <footer class="printed">
          <a href={canonical}>{siteName}</a>
        </footer>
      </body>
    </Html>
  );
}
