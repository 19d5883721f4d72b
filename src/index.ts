import { tellFewFiles } from "./index/openFiles.ts";

if (!tellFewFiles()) await import("./index/serve.ts");
