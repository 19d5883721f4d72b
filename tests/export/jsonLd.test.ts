import { describe, expect, test } from "@jest/globals";
import { record } from "../../src/record/record.ts";
import { openArchive } from "../helpers/archive.ts";
import { IMPORT } from "../helpers/factories.ts";
import { world } from "../helpers/world.ts";
import { exported, saying, strange, written } from "./exported.ts";

const database = openArchive({ afresh: true });

describe("json-ld", () => {
  test("a JSON-LD export is one document of quotations, each within its article", async () => {
    await record(database, world, IMPORT);
    const document = JSON.parse(await exported(database, "json-ld", { speaker: ["ada-brandt"], topic: ["Fishing"] }));
    expect(document).toEqual({
      "@context": "https://schema.org",
      "@graph": [
        {
          "@id": expect.stringMatching(/^urn:uuid:/),
          "@type": "Quotation",
          identifier: expect.any(String),
          text: "“The harbour fed us, and it will feed us again.”",
          genre: "direct quotation",
          inLanguage: "en",
          spokenByCharacter: {
            "@type": "Person",
            identifier: "ada-brandt",
            name: "Ada Brandt",
            sameAs: "http://www.wikidata.org/entity/Q900000001",
            jobTitle: "Minister of the Sea",
          },
          dateCreated: "2021-05-07T09:30:00.000Z",
          datePublished: "2021-05-07T12:00:00.000Z",
          about: [
            { "@type": "Thing", identifier: "fishing", name: "Fishing" },
            { "@type": "Place", identifier: "harbour", name: "Harbour" },
          ],
          url: expect.stringMatching(/^https:\/\/news\.example\.org\/harbour#:~:text=/),
          isPartOf: {
            "@type": "NewsArticle",
            "@id": "https://news.example.org/harbour",
            url: "https://news.example.org/harbour",
            headline: "On harbour",
            inLanguage: "en",
            datePublished: "2021-05-07T12:00:00.000Z",
            author: { "@type": "Person", name: "Jo Lund" },
            publisher: {
              "@type": "NewsMediaOrganization",
              identifier: "sandholm-post",
              name: "Sandholm Post",
              sameAs: "http://www.wikidata.org/entity/Q900000003",
              url: "https://news.example.org",
            },
            sourceOrganization: { "@type": "NewsMediaOrganization", identifier: "coast-wire", name: "Coast Wire" },
          },
        },
      ],
    });
  });

  test("a JSON-LD export has the event at which a statement was made", async () => {
    await record(database, world, IMPORT);
    const document = JSON.parse(await exported(database, "json-ld", { occasion: ["Port festival"], to: ["2019"] }));
    expect(document["@graph"][0]).toMatchObject({
      text: "There was never a festival without rain.",
      recordedAt: {
        "@type": "Event",
        identifier: "port-festival",
        name: "Port festival",
        startDate: "2018-06",
        endDate: "2018-06-03",
        location: { "@type": "Place", name: "The old pier" },
      },
    });
  });

  test("a JSON-LD export has addressees as its audience, and those by way of whom it comes", async () => {
    await record(database, world, IMPORT);
    const document = JSON.parse(await exported(database, "json-ld", { addressee: ["Computer Council"] }));
    expect(document["@graph"][0]).toMatchObject({
      audience: [
        { "@type": ["Audience", "Organization"], identifier: "computer-council", name: "Computer Council" },
        { "@type": ["Audience", "Organization"], identifier: "harbour-alliance", name: "Harbour Alliance" },
      ],
      contributor: [
        { "@type": "GovernmentOrganization", identifier: "government-of-sandholm", name: "Government of Sandholm" },
        { "@type": "Person", identifier: "mei-hua", name: "Mei Hua" },
      ],
    });
  });

  test("a JSON-LD export has a claim for each position that a statement takes", async () => {
    await record(database, world, IMPORT);
    const { "@graph": graph } = JSON.parse(
      await exported(database, "json-ld", { speaker: ["olaf-gruen"], language: ["de"] }),
    );
    expect(graph[0]).toMatchObject({ "@type": "Quotation", "@id": expect.stringMatching(/^urn:uuid:/) });
    expect(graph.slice(1)).toEqual([
      {
        "@type": "Claim",
        identifier: "harbour-open",
        name: "The harbour stays open",
        appearance: { "@id": graph[0]["@id"] },
        additionalProperty: {
          "@type": "PropertyValue",
          name: "position",
          value: "CONDITIONAL",
          description: "if a road leads there",
        },
      },
    ]);
  });

  test("a JSON-LD export keeps every word and is valid when empty", async () => {
    expect(JSON.parse(await exported(database, "json-ld"))["@graph"]).toEqual([]);
    await record(database, saying(...strange), IMPORT);
    const { "@graph": graph } = JSON.parse(await exported(database, "json-ld"));
    expect(graph.map(({ text }: { text: string }) => text)).toEqual(written);
  });

  test("a JSON-LD export may stand in a page, whose script no text ends", async () => {
    await record(database, saying("She said </script><!-- and left"), IMPORT);
    const text = await exported(database, "json-ld");
    expect(text).not.toContain("<");
    expect(text).toContain("\\u003c/script>");
    expect(JSON.stringify(JSON.parse(text))).toContain("She said </script><!-- and left");
  });
});
