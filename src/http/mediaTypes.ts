import type { FastifyRequest } from "fastify";

const GRAPHQL_RESPONSE = "application/graphql-response+json";
const JSON_TYPES = ["application/json", "application/*", "*/*"];

/**
 * Returns the media type for errors that arise outside of GraphQL: the one of "GraphQL over HTTP" that the client
 * prefers, as Apollo Server chooses it for every other answer, or JSON if the client accepts neither.
 */
export function errorType({ headers }: Pick<FastifyRequest, "headers">): string {
  const ranges = (headers.accept ?? "").toLowerCase().split(",").map(readRange);
  const [preferred] = ranges
    .filter(({ name, weight }) => weight > 0 && (name === GRAPHQL_RESPONSE || JSON_TYPES.includes(name)))
    .sort((one, other) => other.weight - one.weight || vagueness(one.name) - vagueness(other.name));
  return `${preferred?.name === GRAPHQL_RESPONSE ? GRAPHQL_RESPONSE : "application/json"}; charset=utf-8`;
}

/** Reads one range of an `Accept` header: `application/json;q=0.9`. */
function readRange(range: string): { name: string; weight: number } {
  const [name = "", ...parameters] = range.split(";").map((part) => part.trim());
  const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
  return { name, weight: weight === undefined ? 1 : Number(weight) };
}

/** Returns 0 for a whole type, and more for a range of types, which counts after it. */
function vagueness(name: string): number {
  return name.split("*").length - 1;
}
