import type { QuoteMatch, QuoteVerification } from "../../archive/verification.ts";
import type { QuoteMatchResolvers, QuoteVerdict, QuoteVerificationResolvers } from "../../generated/graphql.ts";

// The deprecated `verdict` of both types; their other fields are read by name.

export const verificationVerdict: QuoteVerificationResolvers = { verdict: verdictOf };
export const matchVerdict: QuoteMatchResolvers = { verdict: verdictOf };

function verdictOf({ wording, attribution }: QuoteMatch | QuoteVerification): QuoteVerdict {
  return attribution === "OTHER_SPEAKER" ? "OTHER_SPEAKER" : wording;
}
