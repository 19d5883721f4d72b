import { ApolloServer, type ApolloServerOptions, type ApolloServerPlugin, type BaseContext } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import type { GraphQLSchema } from "graphql";
import { compiledExecutionPlugin } from "./compiled.ts";
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
  /** Whether queries need no key; those that need none still refuse a bad one. */
  isReadingOpen: boolean;
  /** What the HTTP side adds: draining, the record of operations. */
  plugins: ApolloServerPlugin<RequestContext>[];
}

/** What every request's context has, whoever made it. */
export interface RequestContext extends Asked {
  requestId?: string;
}

/**
 * The Apollo server of the archive: its limits, its errors, its way of executing; not started yet.
 *
 * Plugins that wrap every field are off (cache control alone takes a quarter of the time of a large answer), as is all
 * that would report to others. Introspection is on: this is a public API.
 */
export function createApollo(settings: ApolloSettings): ApolloServer<RequestContext> {
  const { schema, log, isProduction, compiledExecution, maximumCost, isReadingOpen, plugins } = settings;
  const errors = errorReporting(log);
  return new ApolloServer<RequestContext>({
    schema,
    logger: log,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: isProduction,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: maximumTokens },
    validationOptions: { maxErrors: MOST_VALIDATION_ERRORS },
    formatError: errors.formatError,
    // Apollo's own adds a line's end, for which the whole text is copied once more.
    stringifyResult: (result) => JSON.stringify(result),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      limitsPlugin(schema, { maximumCost, isReadingOpen }),
      ...(compiledExecution ? [compiledExecutionPlugin(schema, errors.formatErrors)] : []),
      errors.plugin,
      ...plugins,
    ],
  });
}
