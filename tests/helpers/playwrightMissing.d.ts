/** Stands in for the types of playwright-core if `tools/browser` is not installed. */
// biome-ignore lint/suspicious/noExplicitAny: nothing is known of a package that is not there
export type Browser = any;
// biome-ignore lint/suspicious/noExplicitAny: nothing is known of a package that is not there
export type BrowserContext = any;
// biome-ignore lint/suspicious/noExplicitAny: nothing is known of a package that is not there
export type Page = any;
// biome-ignore lint/suspicious/noExplicitAny: nothing is known of a package that is not there
export type Request = any;
// biome-ignore lint/suspicious/noExplicitAny: nothing is known of a package that is not there
export const chromium: any;
