import type { Entrances } from "../assets.ts";
import { useMessages } from "../views/reading.ts";
import { SearchBox } from "../views/SearchBox.tsx";

export interface MastheadProps {
  siteName: string;
  logo: Entrances["logo"];
  path: string;
  asked: string | undefined;
}

/** The head of every page: the archive's name, its pages and, except on the front page, the search box. */
export function Masthead({ siteName, logo, path, asked }: MastheadProps) {
  const t = useMessages();
  const isFront = path === "/";
  const pages = [
    { href: "/statements", name: t.statements },
    { href: "/speakers", name: t.speakers },
    { href: "/topics", name: t.topics },
    { href: "/compare", name: t.compare },
    { href: "/verify", name: t.verifyShort },
  ];
  return (
    <header class={isFront ? "masthead masthead-front" : "masthead"}>
      <a class="skip" href="#content">
        {t.skipToContent}
      </a>
      <p class="site-name">
        <a href="/" rel="home">
          {logo && <img class="logo" src={logo.href} width={logo.width} height={logo.height} alt="" />}
          {siteName}
        </a>
      </p>
      {isFront ? <p class="tagline">{t.tagline}</p> : <SearchBox asked={asked} />}
      <nav aria-label={t.navigation}>
        <ul>
          {pages.map(({ href, name }) => (
            <li key={href}>
              <a href={href} aria-current={path === href ? "page" : undefined}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}
