import type { Action } from "./action.ts";
import type { Page } from "./page.ts";
import { aboutPage } from "./pages/about/page.tsx";
import { articlePage } from "./pages/article/page.tsx";
import { changesPage } from "./pages/changes/page.tsx";
import { comparePage } from "./pages/compare/page.tsx";
import { embedPage } from "./pages/embed/page.tsx";
import { homePage } from "./pages/home/page.tsx";
import { propositionPage } from "./pages/proposition/page.tsx";
import { propositionsPage } from "./pages/propositions/page.tsx";
import { searchPage } from "./pages/search/page.tsx";
import { sourcePage } from "./pages/source/page.tsx";
import { sourcesPage } from "./pages/sources/page.tsx";
import { speakerPage } from "./pages/speaker/page.tsx";
import { speakersPage } from "./pages/speakers/page.tsx";
import { statementPage } from "./pages/statement/page.tsx";
import { statementsPage } from "./pages/statements/page.tsx";
import { topicPage } from "./pages/topic/page.tsx";
import { topicsPage } from "./pages/topics/page.tsx";
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
];

/** Everything that is done when a form is sent. */
export const actions: readonly Action[] = [];
