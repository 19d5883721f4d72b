/** The page on which files are imported. */
export const IMPORT = "/import";
