import { ApolloServer, type ApolloServerOptions, type ApolloServerPlugin, type BaseContext } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import type { GraphQLSchema } from "graphql";
import type { Freshness } from "../database.ts";
import { compiledExecutionPlugin } from "./compiled.ts";
import { openDocumentStore, openTextStore } from "./documentStore.ts";
import { documentsPlugin, type KnownDocuments } from "./documents.ts";
import { type ErrorLog, errorReporting } from "./errorReporting.ts";
import { MOST_VALIDATION_ERRORS, maximumTokens } from "./limits.ts";
import { type Asked, limitsPlugin } from "./limitsPlugin.ts";

export interface ApolloSettings {
  schema: GraphQLSchema;
  log: ErrorLog & ApolloServerOptions<BaseContext>["logger"];
  /** In production the server does not suggest names of fields that a client misspelt. */
  isProduction: boolean;
  compiledExecution: boolean;
  maximumCost: number;
  /** Whether queries need no key. A key that is not valid is refused all the same. */
  isReadingOpen: boolean;
  /** The documents that requests may name by an id; none by default. */
  documents?: KnownDocuments;
  /** The plugins of the HTTP side: they drain the server, and record operations for the log. */
  plugins: ApolloServerPlugin<RequestContext>[];
}

/** The part of a context that the plugins here use, whoever made it. */
export interface RequestContext extends Asked {
  reading?: Freshness | undefined;
  who?: string | undefined;
  requestId?: string;
}

/**
 * Builds the archive's Apollo server, with its limits, its errors and its compiled execution. It is not started yet.
 *
 * Plugins that wrap every field are off (cache control alone takes a quarter of the time of a large answer), as are
 * those that report to others. Introspection is on: this is a public API.
 */
export function createApollo(settings: ApolloSettings): ApolloServer<RequestContext> {
  const { schema, log, isProduction, compiledExecution, maximumCost, isReadingOpen, documents, plugins } = settings;
  const errors = errorReporting(log);
  return new ApolloServer<RequestContext>({
    schema,
    logger: log,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: isProduction,
    // It would refuse links, `curl` and many clients. There are no cookies, no mutations by GET, and only JSON is parsed,
    // so a page elsewhere gains nothing by a request that its reader's browser sends.
    csrfPrevention: false,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    documentStore: openDocumentStore(),
    cache: openTextStore(),
    parseOptions: { maxTokens: maximumTokens },
    validationOptions: { maxErrors: MOST_VALIDATION_ERRORS },
    formatError: errors.formatError,
    // Apollo's own adds a line break, which copies the whole text a second time.
    stringifyResult: (result) => JSON.stringify(result),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ...(documents ? [documentsPlugin(documents)] : []),
      limitsPlugin(schema, { maximumCost, isReadingOpen }),
      ...(compiledExecution ? [compiledExecutionPlugin(schema, errors.formatErrors)] : []),
      errors.plugin,
      ...plugins,
    ],
  });
}
