import type { FastifyInstance } from "fastify";
import { type GraphQLSchema, printSchema } from "graphql";

/** Serves the public schema as text at `/schema.graphql`, with every description. */
export function mountSchemaText(app: FastifyInstance, schema: GraphQLSchema): void {
  const text = `${printSchema(schema)}\n`;
  app.get("/schema.graphql", { config: { revalidated: true } }, async (_request, reply) => {
    void reply.type("text/plain; charset=utf-8");
    return text;
  });
}
