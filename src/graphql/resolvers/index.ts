import type { Resolvers } from "../../generated/graphql.ts";
import { DateTime, JsonValue, PartialDate, PartialDateTime } from "../scalars.ts";
import { Appearance } from "./Appearance.ts";
import { Archive } from "./Archive.ts";
import { Article } from "./Article.ts";
import { connections } from "./connections.ts";
import { MatchedNames } from "./MatchedNames.ts";
import { Mutation } from "./Mutation.ts";
import { Node } from "./Node.ts";
import { Passage } from "./Passage.ts";
import { PassageSpan } from "./PassageSpan.ts";
import { PositionChange } from "./PositionChange.ts";
import { proposalFields } from "./Proposal.ts";
import { Proposition } from "./Proposition.ts";
import { Query } from "./Query.ts";
import { matchVerdict, verificationVerdict } from "./quoteVerdicts.ts";
import { RelatedArticle } from "./RelatedArticle.ts";
import { Revision } from "./Revision.ts";
import { Source } from "./Source.ts";
import { Speaker } from "./Speaker.ts";
import { SpeakerAlternative } from "./SpeakerAlternative.ts";
import { SpeakerPosition } from "./SpeakerPosition.ts";
import { SpeakerRole } from "./SpeakerRole.ts";
import { Stance } from "./Stance.ts";
import { Statement } from "./Statement.ts";
import { StatementChange } from "./StatementChange.ts";
import { StatementLink } from "./StatementLink.ts";
import { StatementPublication } from "./StatementPublication.ts";
import { Subscription } from "./Subscription.ts";
import { summaries } from "./summaries.ts";
import { Topic } from "./Topic.ts";

/** The resolvers of the schema, by type. */
export const resolvers = {
  ...connections,
  ...summaries,
  Appearance,
  Archive,
  Article,
  DateTime,
  JSON: JsonValue,
  MatchedNames,
  Mutation,
  Node,
  PartialDate,
  PartialDateTime,
  Passage,
  PassageSpan,
  PositionChange,
  Proposal: proposalFields,
  Proposition,
  Query,
  QuoteMatch: matchVerdict,
  QuoteVerification: verificationVerdict,
  RelatedArticle,
  Revision,
  Source,
  Speaker,
  SpeakerAlternative,
  SpeakerPosition,
  SpeakerRole,
  Stance,
  Statement,
  StatementChange,
  StatementLink,
  StatementPublication,
  Subscription,
  Topic,
} satisfies Resolvers;
