import { EDIT } from "../address/edit.ts";
import { IMPORT } from "../address/import.ts";
import { MERGE_SPEAKERS } from "../address/merge.ts";
import { REVIEW } from "../address/review.ts";
import { isEditor, type SignedIn } from "../signedIn.ts";
import { useMessages } from "../views/reading.ts";

/** What stands above every page for those who have signed in: what they can do, who they are, and how to sign out. */
export function SignedInBar(signedIn: SignedIn) {
  const { name } = signedIn;
  const t = useMessages();
  const desks = [
    [REVIEW, t.review.title],
    [IMPORT, t.review.importTitle],
    [MERGE_SPEAKERS, t.review.mergeTitle],
    [EDIT, t.addToArchive],
  ] as const;
  return (
    <section class="signed-in" aria-label={t.review.signedInBar}>
      {isEditor(signedIn) && (
        <nav aria-label={t.review.desks}>
          <ul>
            {desks.map(([href, label]) => (
              <li key={href}>
                <a href={href}>{label}</a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <p>{t.signedInAs(name)}</p>
      <form action="/sign-out" method="post">
        <button type="submit">{t.signOut}</button>
      </form>
    </section>
  );
}
