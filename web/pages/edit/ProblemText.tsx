import { useLanguageTag, useMessages } from "../../views/reading.ts";
import type { FormProblem } from "./problems.ts";

/** A problem in the reader's language, with what the API says of it, which is English. */
export function ProblemText({ code, message, isOurs }: FormProblem) {
  const t = useMessages();
  const isEnglish = useLanguageTag().startsWith("en");
  const known = t.formProblem[code];
  if (isOurs || message === "") return <>{message || known}</>;
  return (
    <>
      {!isEnglish && known && <>{known} </>}
      <span lang="en" dir="ltr">
        {message}
      </span>
    </>
  );
}
