import { expect, test } from "@jest/globals";
import { chooseNamed } from "../../../web/pages/lookUpName.ts";

const named = (slug: string, name: string, ...more: string[]) => ({
  slug,
  name,
  names: [name, ...more].map((each) => ({ name: each })),
});
const alike = ({ slug, name }: { slug: string; name: string }) => ({ slug, name });
const ada = named("ada-brandt", "Ada Brandt", "Ада Брандт");
const other = named("ada-brandt-2", "Ada Brandt");
const post = named("post", "The Post", "Post");

test.each([
  ["a slug", "ada-brandt", [other, ada], { slug: "ada-brandt" }],
  ["a name in any case", "the post", [post], { slug: "post" }],
  ["another name", "Ада Брандт", [other, ada], { slug: "ada-brandt" }],
  ["a name that two have", "Ada Brandt", [ada, other, post], { alike: [alike(ada), alike(other)], isAmbiguous: true }],
  ["a part of a name", "Ada", [ada], { alike: [alike(ada)], isAmbiguous: false }],
  ["a name without its accents", "Ada Brändt", [ada], { alike: [alike(ada)], isAmbiguous: false }],
  ["a name that nobody has", "Jo", [], { alike: [], isAmbiguous: false }],
])("%s means whom it can only mean", (_, typed, nodes, meant) => {
  expect(chooseNamed(typed, nodes)).toEqual(meant);
});
