import { readFile } from "node:fs/promises";
import { InputError } from "../archive/lists/inputError.ts";
import { type ExtractionModel, ModelError, readModel } from "../extraction/model.ts";
import { SHIPPED_MODEL } from "../extraction/shippedModel.ts";

/** Which extractor a command uses. */
export interface ExtractorChoice {
  /** The file of a model; the package's own if left out. */
  model?: string | undefined;
  /** Whether to use the rules and no model. */
  rules: boolean;
}

/**
 * Reads the model that was chosen; null for the rules.
 *
 * @throws InputError naming the file
 */
export async function openModel({ model, rules }: ExtractorChoice): Promise<ExtractionModel | null> {
  if (rules) return null;
  const path = model ?? SHIPPED_MODEL;
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new InputError("model", `The model ${path} cannot be read (${error.code}): give another file, or --rules.`);
  });
  try {
    return readModel(bytes);
  } catch (error) {
    if (error instanceof ModelError) throw new InputError("model", `${path}: ${error.message}`);
    throw error;
  }
}
