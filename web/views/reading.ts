import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { type Language, languages } from "../language/languages.ts";
import type { Messages } from "../language/messages.ts";
import { isEditor, type SignedIn } from "../signedIn.ts";

/** The language of the interface, for every view of a page. */
export const InterfaceLanguage = createContext<Language>(languages[0]);

/** Returns the texts of the interface in the reader's language. */
export function useMessages(): Messages {
  return useContext(InterfaceLanguage).messages;
}

/** Returns the tag of the interface's language, for dates and numbers. */
export function useLanguageTag(): string {
  return useContext(InterfaceLanguage).tag;
}

/** Who reads, if they have signed in, for every view of a page. */
export const SignedInReader = createContext<SignedIn | null>(null);

/** Returns who reads, if they have signed in. */
export function useSignedIn(): SignedIn | null {
  return useContext(SignedInReader);
}

/** Tells whether an editor reads, who is shown what they can change. */
export function useIsEditor(): boolean {
  return isEditor(useContext(SignedInReader));
}
