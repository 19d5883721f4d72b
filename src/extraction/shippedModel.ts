import { join } from "node:path";
import { packageRoot } from "../packageRoot.ts";

/** The file of the model that the package brings. */
export const SHIPPED_MODEL = join(packageRoot(), "models", "en.model");
