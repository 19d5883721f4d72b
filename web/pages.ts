import type { Page } from "./page.ts";
import { embedPage } from "./pages/embed/page.tsx";
import { homePage } from "./pages/home/page.tsx";
import { searchPage } from "./pages/search/page.tsx";
import { statementPage } from "./pages/statement/page.tsx";
import { statementsPage } from "./pages/statements/page.tsx";

/** Every page of the site. */
export const pages: readonly Page[] = [homePage, searchPage, statementsPage, statementPage, embedPage];
