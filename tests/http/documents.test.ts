import { describe, expect, test } from "@jest/globals";
import { documentTexts } from "../../web/server.tsx";
import { openDemoSite } from "../site/demoSite.ts";

const [home = ""] = [...documentTexts].flatMap(([id, text]) => (text.startsWith("query Home") ? [id] : []));
const post = (url: string, body: object) =>
  fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

describe("with any documents", () => {
  const server = openDemoSite();

  test("a request may name a document of the site by its id, by POST and by GET", async () => {
    const answers = [
      await post(server.url, { documentId: home }),
      await fetch(`${server.url}/graphql?${new URLSearchParams({ documentId: home })}`),
    ];
    for (const answer of answers)
      expect(await answer.json()).toMatchObject({ data: { archive: { statementCount: expect.any(Number) } } });
  });

  test("an unknown id is refused", async () => {
    const answer = await post(server.url, { documentId: "sha256:0" });
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: "PERSISTED_QUERY_NOT_FOUND" } }] });
  });

  test("a text goes before an id, and other texts are run", async () => {
    const answer = await post(server.url, { query: "{ __typename }", documentId: home });
    expect(await answer.json()).toEqual({ data: { __typename: "Query" } });
  });
});

describe("with trusted documents only", () => {
  const server = openDemoSite({ areDocumentsTrusted: true });

  test("documents of the site are run, by their ids or as text, and its pages are shown", async () => {
    expect((await post(server.url, { documentId: home })).status).toBe(200);
    expect((await post(server.url, { query: documentTexts.get(home) })).status).toBe(200);
    expect((await fetch(server.url, { headers: { accept: "text/html" } })).status).toBe(200);
  });

  test.each([
    ["a text", { query: "{ __typename }" }],
    ["introspection", { query: "{ __schema { types { name } } }" }],
    ["a mutation", { query: 'mutation { topicCreate(input: {name: "x", kind: ISSUE}) { topic { id } } }' }],
  ])("%s of somebody else is refused, with what to do", async (_what, body) => {
    const answer = await post(server.url, body);
    expect(answer.status).toBe(400);
    const { errors } = (await answer.json()) as { errors: { message: string; extensions: object }[] };
    expect(errors[0]).toMatchObject({ extensions: { code: "BAD_REQUEST" } });
    expect(errors[0]?.message).toContain("documentId");
  });

  test("a subscription is refused too", async () => {
    const query = "subscription { statementPublished { statement { text } } }";
    const answer = await fetch(`${server.url}/graphql/stream?${new URLSearchParams({ query })}`, {
      headers: { accept: "text/event-stream" },
    });
    expect(await answer.text()).toContain("ONRECORD_DOCUMENTS");
  });
});
