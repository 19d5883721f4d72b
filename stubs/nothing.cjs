/**
 * Stands in for packages that others ask for and nothing here runs (CONTRIBUTING.md, "Weight"). Two of those who ask want
 * a name at once: a loader that finds no schema, as ours lies in a file, and a function that only documents would call.
 */
exports.UrlLoader = class {
  async load() {
    return [];
  }
  loadSync() {
    return [];
  }
};

exports.optimizeDocuments = () => {
  throw new Error("@graphql-tools/relay-operation-optimizer is replaced by stubs/nothing.cjs");
};
