import type { ComponentChildren } from "preact";
import { type DirectoryPath, directoryAddress } from "../address/directories.ts";
import type { PageLinksFragment } from "../generated/operations.ts";
import { PageLinks } from "./PageLinks.tsx";
import { useMessages } from "./reading.ts";

export interface DirectoryProps {
  path: DirectoryPath;
  query: URLSearchParams;
  title: string;
  count: string;
  /** Whether readers may choose between two orders. */
  hasOrders?: boolean;
  pageInfo: PageLinksFragment;
  /** The entries, each an `li`. */
  children: ComponentChildren;
}

/** A list of speakers, topics, sources or propositions: a box for a name, the orders, the entries, the ways to other pages. */
export function Directory({ path, query, title, count, hasOrders = true, pageInfo, children }: DirectoryProps) {
  const t = useMessages();
  const [name, order] = [query.get("name"), query.get("order")];
  const orders = [
    { value: null, words: name ? t.bestFirst : t.mostStatementsFirst },
    { value: "name", words: t.byName },
  ];
  return (
    <div class="directory">
      <header class="listing-head">
        <h1>{title}</h1>
        <p class="lead">{count}</p>
        <form class="search" action={path} method="get">
          <label class="unseen" for="name">
            {t.nameLabel}
          </label>
          <input
            id="name"
            name="name"
            type="search"
            value={name ?? ""}
            placeholder={t.nameLabel}
            dir="auto"
            maxLength={300}
          />
          <button type="submit">{t.search}</button>
        </form>
      </header>
      {hasOrders && (
        <nav class="orders results-head" aria-label={t.order}>
          <ul>
            {orders.map(({ value, words }) => (
              <li key={words}>
                <a
                  href={directoryAddress(path, { name, order: value })}
                  aria-current={value === order ? "true" : undefined}
                >
                  {words}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <ol class="directory-entries">{children}</ol>
      <PageLinks pageInfo={pageInfo} addressOf={(place) => directoryAddress(path, { name, order, ...place })} />
    </div>
  );
}

export interface DirectoryEntryProps {
  href: string;
  name: string;
  isFictional?: boolean;
  /** What stands behind the name: what it is, and how much there is of it. */
  children: ComponentChildren;
}

/** An entry of a directory: the name, which leads to its page, and what stands behind it. */
export function DirectoryEntry({ href, name, isFictional = false, children }: DirectoryEntryProps) {
  const t = useMessages();
  return (
    <li>
      <a href={href} dir="auto">
        {name}
      </a>
      {isFictional && <span class="mark">{t.fictional}</span>}
      {children}
    </li>
  );
}
