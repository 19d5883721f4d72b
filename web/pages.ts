import type { Page } from "./page.ts";
import { homePage } from "./pages/home/page.tsx";
import { searchPage } from "./pages/search/page.tsx";
import { statementPage } from "./pages/statement/page.tsx";
import { statementsPage } from "./pages/statements/page.tsx";

/** Every page of the site. */
export const pages: readonly Page[] = [homePage, searchPage, statementsPage, statementPage];
