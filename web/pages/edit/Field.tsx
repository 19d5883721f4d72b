import type { ComponentChildren } from "preact";
import type { FormField } from "../../generated/forms.ts";
import { useMessages } from "../../views/reading.ts";
import { type Entered, inputOf } from "./entered.ts";
import { ProblemText } from "./ProblemText.tsx";
import { type FormProblem, problemsAt } from "./problems.ts";
import { sortOf } from "./references.ts";

interface FieldProps {
  field: FormField;
  /** The field's name with those of the groups and rows around it: `roles.0.label`. */
  place: string;
  entered: Entered;
  problems: readonly FormProblem[];
  /** How many empty rows a list of rows ends with. */
  spare: number;
  /** Whether it is part of a row that may stay empty. */
  isInRow?: boolean;
}

/** A field of a form with its label, its hint and its problems. */
export function Field(props: FieldProps) {
  const { field, place, entered, problems, spare } = props;
  const t = useMessages();
  const label = t.formField[field.name] ?? field.name;
  if (field.kind === "rows") return <Rows {...props} label={label} />;
  if (field.kind === "group")
    return (
      <fieldset>
        <legend>{label}</legend>
        <Problems place={place} problems={problems} />
        {field.fields?.map((own) => (
          <Field key={own.name} {...{ entered, problems, spare }} field={own} place={`${place}.${own.name}`} />
        ))}
      </fieldset>
    );
  if (field.kind === "flag")
    return (
      <label class="choice">
        <input type="checkbox" name={place} value="true" checked={entered.get(place) === "true"} /> {label}
      </label>
    );
  const hint = field.isUnread ? t.formHint.unread : t.formHint[hintOf(field)];
  const isWrong = problemsAt(place, problems).length > 0;
  const described = [...(hint ? [`${place}-hint`] : []), ...(isWrong ? [`${place}-problem`] : [])].join(" ");
  return (
    <>
      <label for={place}>
        {label}
        {field.isRequired && !props.isInRow && <span class="required"> {t.required}</span>}
      </label>
      <Completed field={field}>
        <Control {...props} described={described || undefined} isWrong={isWrong} />
      </Completed>
      {hint && (
        <small id={`${place}-hint`} class="hint">
          {hint}
        </small>
      )}
      <Problems place={place} problems={problems} />
    </>
  );
}

/** The key of a field's hint. An article or a statement has no name by which it could be looked up. */
function hintOf(field: FormField): string {
  return field.of && !sortOf(field) ? field.of : field.kind;
}

/** The place of a reference, in which the island `reference` completes names. */
function Completed({ field, children }: { field: FormField; children: ComponentChildren }) {
  const t = useMessages();
  const sort = sortOf(field);
  if (!sort) return <>{children}</>;
  return (
    <div
      class="completed"
      data-island="reference"
      data-of={sort}
      data-completions={t.completions}
      data-sign-in={t.signInToComplete}
      data-add={t.addByName(t.formField[field.name] ?? field.name)}
    >
      {children}
    </div>
  );
}

function Control({
  field,
  place,
  entered,
  isInRow,
  described,
  isWrong,
}: FieldProps & { described: string | undefined; isWrong: boolean }) {
  const t = useMessages();
  const text = entered.get(place) ?? "";
  const common = {
    id: place,
    name: place,
    required: field.isRequired === true && !isInRow,
    "aria-describedby": described,
    "aria-invalid": isWrong || undefined,
  };
  if (field.kind === "choice")
    return (
      <select {...common}>
        {!(field.isRequired && text !== "") && <option value="">–</option>}
        {field.choices?.map((value) => (
          <option key={value} value={value} selected={value === text}>
            {t.formChoice[value] ?? value}
          </option>
        ))}
      </select>
    );
  const isPlain = field.kind === "text" || sortOf(field) !== undefined;
  if (field.isLong || field.kind === "references")
    return <textarea {...common} rows={field.isLong ? 4 : 3} dir={isPlain ? "auto" : "ltr"} value={asShown(text)} />;
  return <input {...common} type="text" dir={isPlain ? "auto" : "ltr"} autocomplete="off" value={text} />;
}

/** A browser leaves out a line end with which the text of a field begins. */
function asShown(text: string): string {
  return text.startsWith("\n") ? `\n${text}` : text;
}

/** Rows of fields, such as names, each with its language; the last ones are empty, to add some. */
function Rows({ field, place, entered, problems, spare, label }: FieldProps & { label: string }) {
  const t = useMessages();
  const filled = (inputOf(field, entered, place) as unknown[]).length;
  return (
    <fieldset>
      <legend>{label}</legend>
      <Problems place={place} problems={problems} />
      {Array.from({ length: filled + spare }, (_, index) => (
        <fieldset key={`${place}.${index}`} class="form-row">
          <legend class="unseen">{t.rowNumber(label, index + 1)}</legend>
          {field.fields?.map((own) => (
            <p key={own.name}>
              <Field {...{ entered, problems, spare }} field={own} place={`${place}.${index}.${own.name}`} isInRow />
            </p>
          ))}
        </fieldset>
      ))}
    </fieldset>
  );
}

function Problems({ place, problems }: Pick<FieldProps, "place" | "problems">) {
  const found = problemsAt(place, problems);
  if (found.length === 0) return null;
  return (
    <span id={`${place}-problem`} class="problem" role="alert">
      {found.map((problem) => (
        <ProblemText key={problem.message} {...problem} />
      ))}
    </span>
  );
}

/** Both values of a field that two editors have changed, and the choice between them. */
export function Clash({ field, mine, theirs }: { field: FormField; mine: Entered; theirs: Entered }) {
  const t = useMessages();
  return (
    <fieldset class="clash">
      <legend>{t.clash(t.formField[field.name] ?? field.name)}</legend>
      {(
        [
          ["mine", t.yours, mine],
          ["theirs", t.theirs, theirs],
        ] as const
      ).map(([side, title, entered]) => (
        <label key={side} class="choice">
          <input type="radio" name={`take.${field.name}`} value={side} checked={side === "mine"} /> {title}{" "}
          <span class="side" dir="auto">
            {shownValue(inputOf(field, entered), t.formChoice)}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** Writes a value in a line or, if it is a list, in lines. */
function shownValue(value: unknown, choices: Readonly<Record<string, string>>): string {
  if (Array.isArray(value)) return value.map((entry) => shownValue(entry, choices)).join("\n") || "–";
  if (typeof value === "object" && value !== null) return Object.values(value).join(", ");
  if (typeof value === "boolean") return value ? "✓" : "–";
  return value === null || value === undefined ? "–" : (choices[String(value)] ?? String(value));
}
