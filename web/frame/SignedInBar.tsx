import { isEditor, type SignedIn } from "../signedIn.ts";
import { useMessages } from "../views/reading.ts";

/** What stands above every page for those who have signed in: what editors can do, who they are, and how to sign out. */
export function SignedInBar(signedIn: SignedIn) {
  const t = useMessages();
  const { name } = signedIn;
  return (
    <aside class="signed-in" aria-label={t.signedInAs(name)}>
      {isEditor(signedIn) && (
        <nav aria-label={t.editorsPages}>
          <ul>
            <li>
              <a href="/edit">{t.addToArchive}</a>
            </li>
          </ul>
        </nav>
      )}
      <p>{t.signedInAs(name)}</p>
      <form action="/sign-out" method="post">
        <button type="submit">{t.signOut}</button>
      </form>
    </aside>
  );
}
