import { expect, test } from "@jest/globals";
import { openApi } from "../helpers/api.ts";
import { eventually } from "../helpers/eventually.ts";
import { world } from "../helpers/world.ts";

const api = openApi(world);

const STANDING = '{ stance: { proposition: ["harbour-open"], position: [SUPPORTS] } }';

/** Returns the supporting statements with their stances; with an instant, as they were. */
async function supporting(asOf?: string) {
  const { statements } = await api.ask(
    `{ statements(filter: ${STANDING}${asOf ? `, asOf: "${asOf}"` : ""}) { totalCount nodes { text stances { position note isDisputed proposition { slug } } }
      timeline(interval: YEAR, splitBy: POSITION) { series { position isRest buckets { startsOn count } } } } }`,
  );
  return statements;
}

async function change(mutation: string, input: Record<string, unknown>) {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code message } } }`;
  expect((await api.ask(query, { input }))[mutation].userErrors).toEqual([]);
}

test("a statement shown as it was has the stances of that time, whatever was judged or retracted since", async () => {
  const then = await supporting();
  expect(then).toMatchObject({ totalCount: 1, nodes: [{ stances: [{ position: "SUPPORTS", isDisputed: false }] }] });
  const at = new Date(Date.now() + 1);
  await eventually(() => Date.now() > at.getTime());

  const version = async () =>
    (await api.ask(`{ statements(filter: ${STANDING}) { nodes { id version } } }`)).statements.nodes[0];
  const first = await version();
  const judged = { id: first.id, proposition: "harbour-open", position: "OPPOSES" };
  await change("stanceSet", { ...judged, expectedVersion: first.version });
  expect((await supporting()).nodes[0].stances).toHaveLength(2);
  expect(await supporting(at.toISOString())).toEqual(then);

  const second = await version();
  await change("statementRetract", { id: second.id, reason: "Never said.", expectedVersion: second.version });
  expect((await supporting()).totalCount).toBe(0);
  expect(await supporting(at.toISOString())).toEqual(then);

  const before = await supporting("2001-01-01");
  expect(before).toMatchObject({ totalCount: 0, nodes: [], timeline: { series: [] } });
});

test("a published stance is shown as it was, though its judge's proposal on a proposition that was merged since is newer", async () => {
  const seen = async () =>
    (await api.ask('{ statements(filter: { speaker: ["Karim al-Salih"] }, first: 1) { nodes { id urn version } } }'))
      .statements.nodes[0];
  const { urn } = await seen();
  for (const judged of [
    { proposition: "more-boats", position: "OPPOSES", status: "PUBLISHED" },
    { proposition: "harbour-open", position: "NEUTRAL", status: "PROPOSED" },
  ]) {
    const { id, version } = await seen();
    await change("stanceSet", { id, expectedVersion: version, ...judged });
  }
  const at = new Date(Date.now() + 1);
  await eventually(() => Date.now() > at.getTime());
  const { proposition } = await api.ask('{ proposition(by: { slug: "more-boats" }) { id version } }');
  await change("propositionMerge", {
    id: proposition.id,
    expectedVersion: proposition.version,
    into: "harbour-open",
  });
  for (const asOf of ["", `, asOf: "${at.toISOString()}"`]) {
    const { statements } = await api.ask(
      `{ statements(filter: { stance: { proposition: ["harbour-open"], position: [OPPOSES] } }${asOf}) { nodes { urn stances { position proposition { slug } } } } }`,
    );
    expect(statements.nodes).toContainEqual({
      urn,
      stances: [{ position: "OPPOSES", proposition: { slug: "harbour-open" } }],
    });
  }
});
