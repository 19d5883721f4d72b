import { beforeAll, expect, test } from "@jest/globals";
import { encodeGlobalId } from "../../../src/archive/globalIds.ts";
import { findReferents, idsOf, referentsBySlug } from "../../../src/archive/names/referents.ts";
import * as speakers from "../../../src/archive/speakers.ts";
import { Prisma } from "../../../src/generated/prisma/client.ts";
import { openArchive } from "../../helpers/archive.ts";
import { article, source, speaker } from "../../helpers/factories.ts";

const URL = "https://news.example.org/one";
const database = openArchive({
  document: {
    sources: [source("Sandholm Post")],
    speakers: [speaker("Ada Brandt"), speaker("A. Brandt")],
    articles: [article("one", [])],
  },
  sound: false,
});
let stays = 0;
let gone = 0;
beforeAll(async () => {
  const ids = await idsOf(database, "speaker", ["ada-brandt", "a-brandt"]);
  [stays, gone] = [ids.get("ada-brandt") as number, ids.get("a-brandt") as number];
  await database.query(Prisma.sql`UPDATE speaker SET merged_into_id = ${stays} WHERE id = ${gone}`);
});

test("a merged speaker is the one that stays, by slug and by id, in every look-up", async () => {
  const merged = { id: stays, key: "ada-brandt", ownId: gone, ownKey: "a-brandt" };
  expect(await findReferents(database, "Speaker", ["a-brandt", encodeGlobalId("Speaker", gone)])).toEqual([
    merged,
    merged,
  ]);
  expect(await idsOf(database, "speaker", ["a-brandt"])).toEqual(new Map([["a-brandt", stays]]));
  expect(await speakers.findBy(database, { slug: "a-brandt" })).toMatchObject({ id: stays });
  expect(await speakers.findByIds(database, [gone, stays])).toMatchObject([{ id: stays }, { id: stays }]);
});

test("references come back in their order, null for those that mean nothing", async () => {
  const given = ["nobody", "ada-brandt", "\0", encodeGlobalId("Topic", stays), encodeGlobalId("Speaker", stays)];
  const found = await findReferents(database, "Speaker", given);
  expect(found.map((referent) => referent?.id ?? null)).toEqual([null, stays, null, null, stays]);
});

test("an article is referred to by its URL, a noun without a natural key by its id", async () => {
  const [one] = await findReferents(database, "Article", [URL]);
  expect(one).toMatchObject({ key: URL, ownKey: URL });
  expect(await findReferents(database, "Statement", [URL])).toEqual([null]);
});

test("a document refers by slug only: a global id means nothing there", async () => {
  expect(await referentsBySlug(database, "speaker", [encodeGlobalId("Speaker", stays)])).toEqual(new Map());
});
