import { changesAddress } from "../../address/changes.ts";
import { editAddress } from "../../address/edit.ts";
import { longInstant } from "../../language/dates.ts";
import { verbOf } from "../../language/doneBy.ts";
import { useLanguageTag, useMessages } from "../../views/reading.ts";
import { nameWithSlug } from "../lookUpName.ts";
import type { Entered, Seen } from "./entered.ts";
import { Clash, Field } from "./Field.tsx";
import { addressAfter, type Edited, type Form, nameOfEdited } from "./form.ts";
import { ProblemText } from "./ProblemText.tsx";
import { CANDIDATE_FIELD, type Candidate, writeCandidate } from "./passage.ts";
import { atFields, type FormProblem, otherProblems } from "./problems.ts";
import { choiceName, type Unclear, writeChoice } from "./references.ts";

export interface EditFormProps {
  form: Form;
  /** What the form changes; none for forms that add something. */
  noun?: Edited | null | undefined;
  /** The version that the editor has seen; by default the present one. */
  version?: string | undefined;
  entered: Entered;
  /** What the form showed when it was opened, or since the editor has seen what others have changed. */
  seen: Seen;
  problems?: readonly FormProblem[] | undefined;
  /** Places in the article's body to choose the passage from. */
  candidates?: readonly Candidate[] | undefined;
  /** References that were typed as names, of which an editor must say what they mean. */
  unclear?: readonly Unclear[] | undefined;
  /** What the node holds now, and the fields that somebody else has changed, too. */
  present?: Entered | undefined;
  clashes?: Form["fields"] | undefined;
  isConflict?: boolean | undefined;
  hasMoreRows?: boolean | undefined;
}

/** The form of a mutation: a plain document, which needs no script. */
export function EditForm(props: EditFormProps) {
  const {
    form,
    noun,
    entered,
    seen,
    present,
    clashes = [],
    candidates = [],
    unclear = [],
    isConflict,
    hasMoreRows = false,
  } = props;
  const t = useMessages();
  const problems = atFields(form.fields, props.problems ?? []);
  const hasRows = form.fields.some(({ kind }) => kind === "rows");
  return (
    <div class="edit">
      <h1>{t.formTitle[form.mutation] ?? form.mutation}</h1>
      {noun && (
        <p class="lead" dir="auto">
          <a href={addressAfter(form, noun)}>{nameOfEdited(noun)}</a>
        </p>
      )}
      {isConflict && noun && <Conflict noun={noun} hasClashes={clashes.length > 0} />}
      {otherProblems(form.fields, problems).map((problem) => (
        <p key={problem.message} class="problem" role="alert">
          <ProblemText {...problem} />
        </p>
      ))}
      <form
        class="fields"
        action={editAddress(form.mutation, noun && form.hasTarget ? { id: noun.id } : {})}
        method="post"
      >
        {noun && form.hasTarget && <input type="hidden" name="id" value={noun.id} />}
        {noun && form.hasVersion && (
          <input type="hidden" name="expectedVersion" value={props.version ?? noun.version} />
        )}
        <input type="hidden" name="idempotencyKey" value={crypto.randomUUID()} />
        {form.isFilled && <input type="hidden" name="seen" value={JSON.stringify(seen)} />}
        {form.fields.map((field) => (
          <div key={field.name} class="field">
            <Field field={field} place={field.name} entered={entered} problems={problems} spare={hasMoreRows ? 5 : 1} />
            {unclear
              .filter(({ place }) => place.split(".", 1)[0] === field.name)
              .map((each) => (
                <Meant key={each.place} {...each} />
              ))}
            {present && clashes.includes(field) && <Clash field={field} mine={entered} theirs={present} />}
          </div>
        ))}
        {candidates.length > 0 && <Candidates form={form} candidates={candidates} />}
        <p class="buttons">
          <button type="submit">{t.formSend[verbOf(form.mutation)] ?? t.save}</button>
          {hasRows && (
            <button type="submit" name="more" value="rows" class="plain-button" formnovalidate>
              {t.moreRows}
            </button>
          )}
        </p>
      </form>
    </div>
  );
}

/** Says that somebody else has changed the thing since, who, and why. */
function Conflict({ noun, hasClashes }: { noun: Edited; hasClashes: boolean }) {
  const t = useMessages();
  const tag = useLanguageTag();
  const [last] = noun.history.nodes;
  return (
    <div class="problem" role="alert">
      <p>{hasClashes ? t.conflictClashes : t.conflictJoined}</p>
      {last && (
        <p>
          <a href={changesAddress([{ name: "node", value: noun.id }])} dir="auto">
            {last.by.name}
          </a>
          {t.comma}
          <time dateTime={last.at}>{longInstant(last.at, tag)}</time>
          {last.reason && <span dir="auto"> ({last.reason})</span>}
        </p>
      )}
    </div>
  );
}

/** Asks what a name means, with everything that it may be. */
function Meant(unclear: Unclear) {
  const t = useMessages();
  const { typed, found, place } = unclear;
  const words = found.isAmbiguous ? t.meansSeveral(typed) : t.notKnown(typed);
  const id = `mean-${place}`;
  if (found.alike.length === 0)
    return (
      <p class="problem" role="alert" dir="auto">
        {words}
      </p>
    );
  return (
    <fieldset aria-describedby={id}>
      <legend>{t.whichIsMeant}</legend>
      <p id={id} class="problem" role="alert" dir="auto">
        {words}
      </p>
      {found.alike.map((alike) => (
        <label key={alike.slug} class="choice">
          <input type="radio" name={choiceName(unclear)} value={writeChoice(typed, alike.slug)} />{" "}
          <bdi>{nameWithSlug(alike)}</bdi>
        </label>
      ))}
    </fieldset>
  );
}

/** The places in an article's body that a passage may be. */
function Candidates({ form, candidates }: { form: Form; candidates: readonly Candidate[] }) {
  const t = useMessages();
  return (
    <fieldset>
      <legend>{t.choosePassage}</legend>
      {candidates.map((candidate) => {
        const value = writeCandidate(form.fields, candidate);
        return (
          <label key={value} class="choice">
            <input type="radio" name={CANDIDATE_FIELD} value={value} />{" "}
            <span dir="auto">
              {candidate.prefix}
              <mark>{candidate.exact}</mark>
              {candidate.suffix}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
