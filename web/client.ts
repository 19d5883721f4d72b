/**
 * The only script that pages load. It wakes the islands of a page, each by its own module, and does nothing on pages without
 * islands.
 */
const islands: Record<string, () => Promise<{ wake(element: HTMLElement): void }>> = {
  reference: () => import("./islands/reference.ts"),
  review: () => import("./islands/review.ts"),
  search: () => import("./islands/search.ts"),
  timeline: () => import("./islands/timeline.ts"),
  verify: () => import("./islands/verify.ts"),
};

for (const element of document.querySelectorAll<HTMLElement>("[data-island]")) {
  const load = islands[element.dataset.island ?? ""];
  if (load) void load().then(({ wake }) => wake(element));
}
