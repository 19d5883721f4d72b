import type { Resource } from "./resource.ts";
import { inXml } from "./xml.ts";

/** Describes the search box to browsers, which can then offer it among their search engines (OpenSearch 1.1). */
export const openSearchDescription: Resource = {
  path: "/opensearch.xml",
  write(_address, { siteName, origin, icon, language }) {
    // The standard allows a short name of 16 characters.
    const shortName = [...siteName].slice(0, 16).join("").trimEnd();
    return {
      type: "application/opensearchdescription+xml; charset=utf-8",
      text: `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>${inXml(shortName)}</ShortName>
  <Description>${inXml(language.messages.tagline)}</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Image width="32" height="32" type="${icon.type}">${inXml(origin + icon.href)}</Image>
  <Url type="text/html" template="${inXml(origin)}/search?q={searchTerms}"/>
  <Url type="application/atom+xml" template="${inXml(origin)}/statements.atom?text={searchTerms}"/>
</OpenSearchDescription>
`,
    };
  },
};
