import { afterEach, beforeAll, expect, test } from "@jest/globals";
import { Prisma } from "../../../src/generated/prisma/client.ts";
import { loadSchema } from "../../../src/graphql/schema.ts";
import { eventually } from "../../helpers/eventually.ts";
import { openProxied } from "../proxied.ts";
import { FOLLOW, overEvents, overWebSocket, publish, stopListening, subscribeAnew, subscribed } from "./listening.ts";

const { archive: writer, proxy, server } = openProxied({ schema: loadSchema() });
beforeAll(() => publish(writer, "Long ago"));
afterEach(stopListening);

const QUERY = FOLLOW.replace("{ text }", "{ text speaker { name } firstAppearance { article { source { name } } } }");
const both = () => [overWebSocket(server.url, QUERY), overEvents(server.url, QUERY)];

/** Ends the server's connections; returns whether it had any just now. */
async function endBackends(): Promise<boolean> {
  const ended = await writer.query(
    Prisma.sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'behind a proxy%'`,
  );
  return ended.length > 0;
}

test("a subscriber gets everything once and in order while the database is cut off again and again", async () => {
  const listeners = await subscribeAnew(server.url, both);
  const texts: string[] = [];
  for (let time = 0; time < 3; time += 1) {
    for (let i = 0; i < 5; i += 1) {
      texts.push(`Statement ${time}.${i}, with the line`);
      await publish(writer, texts.at(-1) as string);
    }
    await proxy.cut();
    for (let i = 0; i < 5; i += 1) {
      texts.push(`Statement ${time}.${i}, without it`);
      await publish(writer, texts.at(-1) as string);
    }
    await proxy.open();
  }
  await publish(writer, "The end");
  for (const listener of listeners) {
    await eventually(() => listener.texts().includes("The end"));
    expect(listener.texts()).toEqual([...texts, "The end"]);
    expect(listener.results.filter(({ errors }) => errors)).toEqual([]);
    listener.stop();
  }
  await eventually(() => subscribed(server.url, 0));
});

test("a subscriber gets everything once and in order while its server's backends are ended", async () => {
  const listeners = await subscribeAnew(server.url, both);
  const texts = Array.from({ length: 60 }, (_, i) => `Under fire ${i}`);
  for (const [i, text] of texts.entries()) {
    await publish(writer, text);
    if (i % 10 === 5) await eventually(endBackends);
  }
  for (const listener of listeners) {
    await eventually(() => listener.texts().at(-1) === texts.at(-1));
    expect(listener.texts()).toEqual(texts);
    listener.stop();
  }
  await eventually(() => subscribed(server.url, 0));
});

test("a subscriber who comes during an outage learns of it and may continue from their cursor afterwards", async () => {
  const [before] = await subscribeAnew(server.url, () => [overWebSocket(server.url)]);
  await publish(writer, "Heard");
  await eventually(() => before.texts().length === 1);
  before.stop();
  await eventually(() => subscribed(server.url, 0));
  await proxy.cut();
  const refused = await (await fetch(`${server.url}/graphql/stream?query=${encodeURIComponent(FOLLOW)}`)).text();
  // The stream is not completed, so that a browser connects again.
  expect(refused).toMatch(/\nevent: next\ndata: .*"code":"UNAVAILABLE".*\n\n$/);
  expect(await overWebSocket(server.url).ended).toMatchObject({ code: 1013 });
  await publish(writer, "Missed");
  await proxy.open();
  const after = await eventually(async () => {
    const listener = overEvents(server.url, FOLLOW, { after: before.cursor() });
    if (await eventually(() => listener.results.length > 0 && listener.texts().length > 0).catch(() => false))
      return listener;
    listener.stop();
    return undefined;
  });
  expect(after.texts()).toEqual(["Missed"]);
  after.stop();
});
