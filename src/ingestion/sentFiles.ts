/** What importing a file from memory needs, in one module: it is loaded when the first file is sent. */
export { columnNames } from "../formats/csv/columnNames.ts";
export { fileInMemory } from "./input/inputFile.ts";
export { importFiles, rehearse } from "./pipeline.ts";
export { rejectedIn, totalOf } from "./report.ts";
