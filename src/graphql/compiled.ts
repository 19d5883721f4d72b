import { type ApolloServerPlugin, HeaderMap } from "@apollo/server";
import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode } from "graphql";
import { compileQuery, isCompiledQuery } from "graphql-jit";
import { makeCompilable } from "./compilable.ts";
import { type Conditions, conditionsIn, conditionVariables, specialise } from "./conditions.ts";
import type { FormatErrors } from "./errorReporting.ts";

type Variables = Record<string, unknown>;
type CompiledRun = (context: unknown, variables: Variables) => Promise<ExecutionResult> | ExecutionResult;

/** What is remembered of an operation as long as its document is. */
interface CompiledPlan {
  requests: number;
  conditionNames: string[];
  /** By the values of its conditions; null: the ordinary executor has to do it. */
  runs: Map<string, CompiledRun | null>;
}

/** An operation is compiled when it comes for the second time: most documents that a person types come once. */
const WORTH_COMPILING = 2;

/** Forms of one operation, by its `@skip` and `@include`, that are tried: a hostile one could have 2^50. */
const MOST_FORMS = 32;

/** Compiled operations kept; the one least recently used goes first. One takes about 100 kB. */
const MOST_COMPILED = 250;

/**
 * Answers queries with code compiled for them (graphql-jit), which halves the time that execution takes. Whatever cannot be
 * compiled with exactly the same answer is left to the ordinary executor: mutations, introspection, and what
 * `makeCompilable` refuses; so are requests whose variables do not fit.
 *
 * Resolvers get the same `info`, but for nodes that `@skip` or `@include` leave out: these are gone from the document.
 *
 * @param formatErrors makes of the errors of resolvers what clients see, as Apollo's own way would
 */
export function compiledExecutionPlugin(schema: GraphQLSchema, formatErrors: FormatErrors): ApolloServerPlugin {
  const findRun = compiledRuns(schema);
  return {
    requestDidStart: async () => ({
      async responseForOperation({ document, operation, request, contextValue }) {
        // Undefined, whatever its type says, where the request does not tell which operation it means.
        if (operation?.operation !== "query") return null;
        const variables = request.variables ?? {};
        const result = await findRun(document, operation, variables)?.(contextValue, variables);
        if (result?.data === undefined) return null;
        const { data, errors } = result;
        const singleResult = errors ? { errors: formatErrors(errors, contextValue), data } : { data };
        return { http: { headers: new HeaderMap() }, body: { kind: "single", singleResult } };
      },
    }),
  };
}

/** Finds the compiled form of an operation, compiling it where that is worth its while. */
export function compiledRuns(schema: GraphQLSchema) {
  const plans = new WeakMap<OperationDefinitionNode, CompiledPlan>();
  const recent = new Map<CompiledRun, () => void>();

  return function findRun(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Variables,
  ): CompiledRun | null {
    const plan = plans.get(operation) ?? { requests: 0, conditionNames: conditionVariables(document), runs: new Map() };
    plans.set(operation, plan);
    plan.requests += 1;
    if (plan.requests < WORTH_COMPILING) return null;
    const conditions = conditionsIn(plan.conditionNames, operation, variables);
    if (conditions === undefined) return null;
    const key = [...conditions.values()].join();
    let run = plan.runs.get(key);
    if (run === undefined) {
      if (plan.runs.size >= MOST_FORMS) return null;
      run = compile(schema, document, operation, conditions);
      plan.runs.set(key, run);
    }
    if (run !== null) touch(recent, run, () => plan.runs.delete(key));
    return run;
  };
}

function touch(recent: Map<CompiledRun, () => void>, run: CompiledRun, forget: () => void): void {
  recent.delete(run);
  recent.set(run, forget);
  if (recent.size <= MOST_COMPILED) return;
  const [oldest] = recent.keys();
  if (oldest === undefined) return;
  recent.get(oldest)?.();
  recent.delete(oldest);
}

function compile(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  conditions: Conditions,
): CompiledRun | null {
  const compilable = makeCompilable(schema, specialise(document, operation, conditions));
  if (compilable === undefined) return null;
  // It answers with errors instead of throwing where it cannot compile.
  const compiled = compileQuery(schema, compilable.document, operation.name?.value, {
    disablingCapturingStackErrors: true,
  });
  if (!isCompiledQuery(compiled)) return null;
  const { strings } = compilable;
  return (context, variables) => compiled.query(undefined, context, { ...variables, ...strings });
}
