import type { Resource } from "./resource.ts";

/** Leads programs that look for an icon without reading a page to the one that pages name. */
export const favicon: Resource = { path: "/favicon.ico", write: (_address, { icon }) => ({ redirect: icon.href }) };
