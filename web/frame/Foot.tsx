import { signInAddress } from "../address/signIn.ts";
import { useMessages, useSignedIn } from "../views/reading.ts";

export interface FootProps {
  /** The address at which the page's query can be changed and run. */
  asQuery: string | undefined;
  /** The address of the page, to which those who sign in come back. */
  here: string;
  /** The address under which the page is known elsewhere, which paper shows. */
  canonical: string;
}

/** The foot of every page. */
export function Foot({ asQuery, here, canonical }: FootProps) {
  const t = useMessages();
  const signedIn = useSignedIn();
  return (
    <footer class="foot">
      <ul>
        <li>
          <a href="/about">{t.about}</a>
        </li>
        <li>
          <a href="/propositions">{t.propositions}</a>
        </li>
        <li>
          <a href="/sources">{t.sources}</a>
        </li>
        <li>
          <a href="/changes">{t.changesTitle}</a>
        </li>
        {asQuery && (
          <li>
            <a href={asQuery}>{t.thisAsQuery}</a>
          </li>
        )}
        <li>
          <a href="/graphql">{t.api}</a>
        </li>
        <li>
          <a href="/schema.graphql">{t.schema}</a>
        </li>
        {!signedIn && (
          <li>
            <a href={signInAddress(here)} rel="nofollow">
              {t.signIn}
            </a>
          </li>
        )}
      </ul>
      <p>{t.licence}</p>
      <p class="on-paper" dir="ltr">
        {canonical}
      </p>
    </footer>
  );
}
