import type { ComponentChildren } from "preact";
import type { Language } from "../language/languages.ts";
import type { SignedIn } from "../signedIn.ts";
import { InterfaceLanguage, SignedInReader } from "../views/reading.ts";

export interface HtmlProps {
  language: Language;
  /** Who reads, if they have signed in. */
  signedIn?: SignedIn | null;
  /** What the head has besides the facts that every document states. */
  head: ComponentChildren;
  /** The body. */
  children: ComponentChildren;
}

/** A document in a language of the interface, which its views then know. */
export function Html({ language, signedIn = null, head, children }: HtmlProps) {
  return (
    <InterfaceLanguage.Provider value={language}>
      <html lang={language.tag} dir={language.direction}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          {head}
        </head>
        <SignedInReader.Provider value={signedIn}>{children}</SignedInReader.Provider>
      </html>
    </InterfaceLanguage.Provider>
  );
}
