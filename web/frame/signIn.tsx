import { providerAddress } from "../address/signIn.ts";
import type { Messages } from "../language/messages.ts";
import type { View } from "../page.ts";
import { KeptFields } from "../views/KeptFields.tsx";
import { useMessages, useSignedIn } from "../views/reading.ts";

/** The field of a form that holds a key, with which its sender signs in. */
export const KEY_FIELD = "sign-in-key";

/** Why somebody is asked to sign in, if they have not come by themselves. */
export type SignInReason =
  /** The key that was entered is not valid. */
  | "WRONG"
  /** The key that they had signed in with is not valid any more. */
  | "ENDED"
  /** The key is valid, but has no role in this archive. */
  | "NO_ROLE"
  /** The key is valid, but too long for a cookie. */
  | "TOO_LONG"
  /** The page, or the form, is for editors. */
  | "NEEDED"
  /** The identity provider does not answer. */
  | "PROVIDER_DOWN"
  /** The browser came back from the provider without the sign-in that it had begun, or with one that is too old. */
  | "LOST"
  /** The provider, or the person there, has said no. */
  | "DENIED"
  /** The provider's answer does not fit the sign-in. */
  | "REFUSED"
  /** The provider has signed them in, but its token is not for this archive. */
  | "NOT_ACCEPTED";

export interface SignInProps {
  reason?: SignInReason | undefined;
  /** The address to go on to. */
  next: string;
  /** The name of the identity provider with which people may sign in; undefined without one. */
  provider?: string | undefined;
  /** Whether a form waits in another tab. */
  isFormKept?: boolean;
  /** A form that was sent without a valid key: its address and its fields. */
  interrupted?: Interrupted | undefined;
}

/** A form that was sent, and for which nothing has been done. */
export interface Interrupted {
  address: string;
  fields: URLSearchParams;
  /** Whether files came with it. They are not kept: a browser would not take them back. */
  hadFiles?: boolean;
}

/** Makes the page on which people sign in with a key. */
export function signInPage(props: SignInProps, t: Messages): View {
  return { title: t.signIn, isUnlisted: true, main: <SignIn {...props} /> };
}

/**
 * Makes the page on which people arrive from the identity provider. It leads on by itself: the browser takes the cookie only along a
 * way that begins on this site.
 */
export function signedInPage({ next, isFormKept }: { next: string; isFormKept: boolean }, t: Messages): View {
  return {
    title: t.signedIn,
    isUnlisted: true,
    main: (
      <div class="failure">
        <h1>{t.signedIn}</h1>
        <p>{isFormKept ? t.backToForm : <a href={next}>{t.goOn}</a>}</p>
      </div>
    ),
  };
}

/** Makes the page on which a form that was interrupted can be sent again. */
export function resendPage(interrupted: Interrupted, t: Messages): View {
  return {
    title: t.signedInAgain,
    isUnlisted: true,
    main: (
      <div class="failure">
        <h1>{t.signedInAgain}</h1>
        <p>{t.nothingChangedYet}</p>
        <ResendForm {...interrupted} />
      </div>
    ),
  };
}

/** A button that sends a form again, as it was entered. */
export function ResendForm({ address, fields }: Interrupted) {
  const t = useMessages();
  return (
    <form class="fields" action={address} method="post">
      <KeptFields fields={fields} />
      <button type="submit">{t.sendAgain}</button>
    </form>
  );
}

function SignIn({ reason, next, provider, isFormKept = false, interrupted }: SignInProps) {
  const t = useMessages();
  const signedIn = useSignedIn();
  return (
    <div class="failure">
      <h1>{t.signIn}</h1>
      {reason && (
        <p class="problem" role="alert" id="sign-in-problem">
          {t.signInReason[reason]}
        </p>
      )}
      {signedIn && <p>{t.signedInAs(signedIn.name)}</p>}
      <p>{t.signInLead}</p>
      {interrupted && <p>{t.formIsKept}</p>}
      {interrupted?.hadFiles && <p>{t.filesAreNotKept}</p>}
      {provider !== undefined && (
        <p>
          <ProviderLink name={provider} next={next} isFormKept={isFormKept || !!interrupted} isApart={!!interrupted} />
        </p>
      )}
      <form class="fields" action={interrupted?.address ?? "/sign-in"} method="post">
        {interrupted ? <KeptFields fields={interrupted.fields} /> : <input type="hidden" name="next" value={next} />}
        <label for={KEY_FIELD}>{t.key}</label>
        <input
          id={KEY_FIELD}
          name={KEY_FIELD}
          type="password"
          autocomplete="current-password"
          aria-describedby={reason && "sign-in-problem"}
          required
        />
        <button type="submit">{t.signIn}</button>
        {interrupted && provider !== undefined && (
          <button type="submit" formnovalidate>
            {t.sendAgain}
          </button>
        )}
      </form>
      <p class="note">{t.signInCookie}</p>
      {reason === "NEEDED" && !interrupted && (
        <p class="note">
          <a href={next}>{t.signedInAlready}</a>
        </p>
      )}
    </div>
  );
}

interface ProviderLinkProps {
  name: string;
  next: string;
  isFormKept: boolean;
  /** Whether it opens in another tab, because this one keeps a form. */
  isApart: boolean;
}

/**
 * A link, not a form: browsers hold all redirects after a form against the policy of the page (`form-action`), and the provider may
 * lead on to others.
 */
function ProviderLink({ name, next, isFormKept, isApart }: ProviderLinkProps) {
  const t = useMessages();
  return (
    <a
      class="button"
      href={providerAddress(next, isFormKept)}
      rel="nofollow noopener"
      target={isApart ? "_blank" : undefined}
    >
      {isApart ? t.signInWithApart(name) : t.signInWith(name)}
    </a>
  );
}
