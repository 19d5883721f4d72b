import { createAppearance, deleteAppearance, updateAppearance } from "./appearances.ts";
import { createArticle, updateArticle } from "./articles.ts";
import { proposeFromArticle } from "./extraction/proposeFromArticle.ts";
import { importSentFile } from "./fileImport.ts";
import { removeStatementLink, setStatementLink } from "./links.ts";
import { mergeSpeakers, rejectMerge } from "./merges.ts";
import { acceptProposal, acceptProposals } from "./proposals/accept.ts";
import { correctProposal } from "./proposals/correct.ts";
import { rejectProposal } from "./proposals/reject.ts";
import { createProposition, deleteProposition, mergePropositions, updateProposition } from "./propositions.ts";
import { createSource, updateSource } from "./sources.ts";
import { createSpeaker, updateSpeaker } from "./speakers.ts";
import { acceptStance, rejectStance, removeStance, setStance } from "./stances.ts";
import { publishStatement, rejectStatement, restoreStatement, retractStatement } from "./statements/status.ts";
import { tagStatement, untagStatement } from "./statements/tagging.ts";
import { updateStatement } from "./statements/update.ts";
import { createStatement, importStatements } from "./statements.ts";
import { createTopic, moveTopic, updateTopic } from "./topics.ts";

/** The actions of this room by the names of their mutations; `actions` (history/actions.ts) is the whole table. */
export const editingActions = {
  sourceCreate: createSource,
  sourceUpdate: updateSource,
  articleCreate: createArticle,
  articleUpdate: updateArticle,
  articleExtract: proposeFromArticle,
  proposalAccept: acceptProposal,
  proposalsAccept: acceptProposals,
  proposalCorrect: correctProposal,
  proposalReject: rejectProposal,
  speakerCreate: createSpeaker,
  speakerUpdate: updateSpeaker,
  speakerMerge: mergeSpeakers,
  speakerMergeReject: rejectMerge,
  topicCreate: createTopic,
  topicUpdate: updateTopic,
  topicMove: moveTopic,
  propositionCreate: createProposition,
  propositionUpdate: updateProposition,
  propositionDelete: deleteProposition,
  propositionMerge: mergePropositions,
  stanceSet: setStance,
  stanceAccept: acceptStance,
  stanceReject: rejectStance,
  stanceRemove: removeStance,
  statementLinkSet: setStatementLink,
  statementLinkRemove: removeStatementLink,
  statementCreate: createStatement,
  statementUpdate: updateStatement,
  statementRetract: retractStatement,
  statementRestore: restoreStatement,
  statementPublish: publishStatement,
  statementReject: rejectStatement,
  statementTag: tagStatement,
  statementUntag: untagStatement,
  statementsImport: importStatements,
  fileImport: importSentFile,
  appearanceCreate: createAppearance,
  appearanceUpdate: updateAppearance,
  appearanceDelete: deleteAppearance,
};
