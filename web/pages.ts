import type { Action } from "./action.ts";
import type { Page } from "./page.ts";
import { aboutPage } from "./pages/about/page.tsx";
import { articlePage } from "./pages/article/page.tsx";
import { changesPage } from "./pages/changes/page.tsx";
import { comparePage } from "./pages/compare/page.tsx";
import { editActions } from "./pages/edit/action.ts";
import { editPages } from "./pages/edit/page.tsx";
import { editStartPage } from "./pages/edit/startPage.tsx";
import { embedPage } from "./pages/embed/page.tsx";
import { homePage } from "./pages/home/page.tsx";
import { importActions } from "./pages/import/importFile.ts";
import { importPage } from "./pages/import/page.tsx";
import { mergeActions } from "./pages/merge/merge.ts";
import { mergeDesk } from "./pages/merge/page.tsx";
import { mergePropositionsActions } from "./pages/mergePropositions/merge.ts";
import { mergePropositionsDesk } from "./pages/mergePropositions/page.tsx";
import { propositionPage } from "./pages/proposition/page.tsx";
import { propositionsPage } from "./pages/propositions/page.tsx";
import { reviewActions } from "./pages/review/decide.ts";
import { reviewDesk } from "./pages/review/page.tsx";
import { extractAction } from "./pages/reviewArticle/extract.ts";
import { reviewArticlePage } from "./pages/reviewArticle/page.tsx";
import { reviewStancesActions } from "./pages/reviewStances/decide.ts";
import { reviewStancesDesk } from "./pages/reviewStances/page.tsx";
import { reviewStatementsActions } from "./pages/reviewStatements/decide.ts";
import { reviewStatementsDesk } from "./pages/reviewStatements/page.tsx";
import { searchPage } from "./pages/search/page.tsx";
import { sourcePage } from "./pages/source/page.tsx";
import { sourcesPage } from "./pages/sources/page.tsx";
import { speakerPage } from "./pages/speaker/page.tsx";
import { speakersPage } from "./pages/speakers/page.tsx";
import { statementPage } from "./pages/statement/page.tsx";
import { statementsPage } from "./pages/statements/page.tsx";
import { topicPage } from "./pages/topic/page.tsx";
import { topicsPage } from "./pages/topics/page.tsx";
import { undoAction, undoPage } from "./pages/undo/page.tsx";
import { verifyPage } from "./pages/verify/page.tsx";

/** Every page of the site. */
export const pages: readonly Page[] = [
  homePage,
  searchPage,
  statementsPage,
  statementPage,
  embedPage,
  speakersPage,
  speakerPage,
  topicsPage,
  topicPage,
  articlePage,
  sourcesPage,
  sourcePage,
  propositionsPage,
  propositionPage,
  verifyPage,
  comparePage,
  changesPage,
  aboutPage,
  editStartPage,
  ...editPages,
  undoPage,
  reviewDesk.page,
  reviewArticlePage,
  reviewStatementsDesk.page,
  reviewStancesDesk.page,
  mergeDesk.page,
  mergePropositionsDesk.page,
  importPage,
];

/** Everything that is done when a form is sent. */
export const actions: readonly Action[] = [
  ...editActions,
  undoAction,
  ...reviewActions,
  extractAction,
  ...reviewStatementsActions,
  ...reviewStancesActions,
  ...mergeActions,
  ...mergePropositionsActions,
  ...importActions,
];
