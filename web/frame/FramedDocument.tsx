import type { Language } from "../language/languages.ts";
import type { View } from "../page.ts";
import { InterfaceLanguage } from "../views/reading.ts";

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
    <InterfaceLanguage.Provider value={language}>
      <html lang={language.tag} dir={language.direction}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <base target="_blank" />
          <title>{`${view.title} · ${siteName}`}</title>
          <meta name="robots" content="noindex" />
          <link rel="canonical" href={canonical} />
          <link rel="stylesheet" href={styles} />
        </head>
        <body class="embed">
          <main>{view.main}</main>
          <footer class="printed">
            <a href={canonical}>{siteName}</a>
          </footer>
        </body>
      </html>
    </InterfaceLanguage.Provider>
  );
}
