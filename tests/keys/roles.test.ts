import { expect, test } from "@jest/globals";
import type { GraphQLEnumType } from "graphql";
import { KeyRole } from "../../src/generated/prisma/client.ts";
import { loadSchema } from "../../src/graphql/schema.ts";
import { allows, keyRoles } from "../../src/keys/roles.ts";

test("each role allows what the lesser ones allow", () => {
  const allowed = keyRoles.map((role) => keyRoles.filter((needed) => allows(role, needed)));
  expect(allowed).toEqual([["READER"], ["READER", "EDITOR"], ["READER", "EDITOR", "ADMIN"]]);
});

test("the roles of keys are those of the tables and of the schema", () => {
  const { KeyRole: ofSchema } = loadSchema().getTypeMap();
  expect(Object.keys(KeyRole).sort()).toEqual([...keyRoles].sort());
  expect((ofSchema as GraphQLEnumType).getValues().map(({ name }) => name)).toEqual(keyRoles);
});
