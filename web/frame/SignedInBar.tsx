import type { SignedIn } from "../signedIn.ts";
import { useMessages } from "../views/reading.ts";

/** What stands above every page for those who have signed in: who they are, and how to sign out. */
export function SignedInBar({ name }: SignedIn) {
  const t = useMessages();
  return (
    <div class="signed-in">
      <p>{t.signedInAs(name)}</p>
      <form action="/sign-out" method="post">
        <button type="submit">{t.signOut}</button>
      </form>
    </div>
  );
}
