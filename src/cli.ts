#!/usr/bin/env node
import { tellFewFiles } from "./index/openFiles.ts";

if (!tellFewFiles()) await import("./cli/program.ts");
