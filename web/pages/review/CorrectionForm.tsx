import type { ComponentChildren } from "preact";
import type { ReviewItemFragment, ReviewSpeakerFragment } from "../../generated/operations.ts";
import { useLanguageTag, useMessages } from "../../views/reading.ts";
import { ADD_SPEAKER, AS_PROPOSED, OTHER_SPEAKER, SPEAKER_BY_SLUG, TYPED_EXTENT } from "./readCorrection.ts";
import { shareOf } from "./shareOf.ts";

export interface CorrectionFormProps {
  proposal: ReviewItemFragment;
  action: string;
  /** What was entered before, if it was refused. */
  fields: URLSearchParams | undefined;
  /** The fields that name the proposal. */
  children: ComponentChildren;
}

/** The form that corrects a proposal: its passage, kind, speaker and topics. */
export function CorrectionForm({ proposal, action, fields, children }: CorrectionFormProps) {
  const all = useMessages();
  const t = all.review;
  const { appearance, statement } = proposal;
  return (
    <form class="fields" action={action} method="post">
      {children}
      <label for="correct-words">{t.wordsOf}</label>
      <textarea
        id="correct-words"
        name="words"
        rows={4}
        dir="auto"
        lang={statement.language}
        value={fields?.get("words") ?? appearance.passage.exact}
      />
      <OtherExtents proposal={proposal} chosen={fields?.get("extent")} />
      <label for="correct-kind">{t.kind}</label>
      <select id="correct-kind" name="kind">
        <option value="">{t.asItIs}</option>
        {(["DIRECT", "MIXED", "INDIRECT"] as const).map((kind) => (
          <option key={kind} value={kind} selected={fields?.get("kind") === kind}>
            {all[`kind${kind}`]}
          </option>
        ))}
      </select>
      <SpeakerChoice proposal={proposal} fields={fields} />
      <fieldset>
        <legend>{t.keptTopics}</legend>
        {statement.topics.map(({ slug, name }) => (
          <p key={slug}>
            <input
              id={`topic-${slug}`}
              type="checkbox"
              name="topic"
              value={slug}
              checked={fields ? fields.getAll("topic").includes(slug) : true}
            />{" "}
            <label for={`topic-${slug}`} dir="auto">
              {name}
            </label>
          </p>
        ))}
        <label for="more-topics">{t.moreTopics}</label>
        <input
          id="more-topics"
          name="moreTopics"
          dir="auto"
          autocomplete="off"
          value={fields?.get("moreTopics") ?? ""}
        />
      </fieldset>
      <label for="correct-reason">{t.why}</label>
      <input id="correct-reason" name="why" maxLength={1_000} dir="auto" value={fields?.get("why") ?? ""} />
      <button type="submit">{t.correctAndPublish}</button>
    </form>
  );
}

function OtherExtents({ proposal, chosen }: { proposal: ReviewItemFragment; chosen: string | null | undefined }) {
  const t = useMessages().review;
  const language = useLanguageTag();
  const { otherExtents, statement } = proposal;
  if (otherExtents.length === 0) return null;
  return (
    <fieldset>
      <legend>{t.orTheseWords}</legend>
      <p>
        <input
          id="extent-typed"
          type="radio"
          name="extent"
          value={TYPED_EXTENT}
          checked={!chosen || chosen === TYPED_EXTENT}
        />{" "}
        <label for="extent-typed">{t.wordsAbove}</label>
      </p>
      {otherExtents.map(({ exact, start, end, confidence }) => (
        <p key={`${start}-${end}`}>
          <input
            id={`extent-${start}-${end}`}
            type="radio"
            name="extent"
            value={`${start}-${end}`}
            checked={chosen === `${start}-${end}`}
          />{" "}
          <label for={`extent-${start}-${end}`} lang={statement.language} dir="auto">
            {exact}
          </label>{" "}
          <span class="score">{t.sure(shareOf(confidence, language))}</span>
        </p>
      ))}
    </fieldset>
  );
}

/** The speakers whom the words may mean, as choices; and ways to name another one. */
function SpeakerChoice({ proposal, fields }: Pick<CorrectionFormProps, "proposal" | "fields">) {
  const all = useMessages();
  const t = all.review;
  const { statement, speakerName, namesakes, otherSpeakers } = proposal;
  const proposed = statement.speaker?.name ?? speakerName;
  const known = new Map<string, ReviewSpeakerFragment>();
  for (const speaker of [...namesakes, ...otherSpeakers.flatMap((other) => other.namesakes)])
    if (speaker.slug !== statement.speaker?.slug) known.set(speaker.slug, speaker);
  const newNames = otherSpeakers.filter((other) => other.namesakes.length === 0).map(({ name }) => name);
  const chosen = fields?.get("speaker") ?? AS_PROPOSED;
  const choice = (value: string, label: ComponentChildren) => (
    <p key={value}>
      <input id={`speaker-${value}`} type="radio" name="speaker" value={value} checked={chosen === value} />{" "}
      <label for={`speaker-${value}`} dir="auto">
        {label}
      </label>
    </p>
  );
  return (
    <fieldset>
      <legend>{t.speakerNamed}</legend>
      {choice(AS_PROPOSED, proposed ? t.asProposed(proposed) : t.withoutSpeaker)}
      {[...known.values()].map((speaker) => choice(`${SPEAKER_BY_SLUG}${speaker.slug}`, describe(speaker)))}
      {choice(OTHER_SPEAKER, t.otherSpeaker)}
      <input
        name="otherSpeaker"
        aria-label={t.otherSpeaker}
        dir="auto"
        autocomplete="off"
        maxLength={300}
        value={fields?.get("otherSpeaker") ?? ""}
      />
      {choice(ADD_SPEAKER, t.addSpeaker)}
      <input
        name="newSpeaker"
        aria-label={t.addSpeaker}
        dir="auto"
        autocomplete="off"
        maxLength={300}
        value={fields?.get("newSpeaker") ?? newNames[0] ?? speakerName ?? ""}
      />
      {choice("UNNAMED", all.unnamedSpeaker)}
      {choice("UNKNOWN", all.unknownSpeaker)}
    </fieldset>
  );
}

/** Writes a speaker so that two of the same name can be told apart. */
function describe({ name, slug, description, roles }: ReviewSpeakerFragment): string {
  const more = description ?? roles[0]?.label ?? slug;
  return `${name} (${more})`;
}
