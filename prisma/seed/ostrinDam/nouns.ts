import type { ArchiveDocument } from "../../../src/document/document.ts";

const fictional = true;

/** Fictional outlets. */
export const sources: ArchiveDocument["sources"] = [
  { name: "The Saal Courier", kind: "OUTLET", url: "https://courier.example.org", names: ["Saal Courier"], fictional },
  { name: "Velmora Daily", kind: "OUTLET", url: "https://daily.example.org", fictional },
  {
    name: "The Ostrin Lantern",
    kind: "OUTLET",
    url: "https://lantern.example.org",
    names: ["Ostrin Lantern"],
    fictional,
  },
  { name: "Le Fanal de Brumeval", kind: "OUTLET", url: "https://fanal.example.org", names: ["Le Fanal"], fictional },
  {
    name: "Quillfeather Wire",
    kind: "AGENCY",
    url: "https://quillfeather.example.org",
    names: ["Quillfeather"],
    fictional,
  },
];

/** Fictional people and organisations. */
export const speakers: ArchiveDocument["speakers"] = [
  {
    name: "Ilse Varga-Moor",
    kind: "PERSON",
    description: "Politician in Velmora",
    names: ["Varga-Moor", { name: "Ильзе Варга-Моор", language: "ru" }],
    roles: [
      {
        label: "Minister of Water of Velmora",
        organization: "Government of Velmora",
        startsOn: "2021-06",
        endsOn: "2024-11-03",
      },
      { label: "Prime Minister of Velmora", organization: "Government of Velmora", startsOn: "2024-11-04" },
    ],
    fictional,
  },
  {
    name: "Tobin Achterberg",
    kind: "PERSON",
    description: "Politician in Ostrin",
    names: ["Achterberg"],
    roles: [{ label: "Mayor of Ostrin", startsOn: "2018" }],
    fictional,
  },
  {
    slug: "varga-moor-and-achterberg",
    name: "Varga-Moor and Achterberg",
    kind: "GROUP",
    members: ["ilse-varga-moor", "tobin-achterberg"],
    fictional,
  },
  {
    name: "Maren Okafor-Lind",
    kind: "PERSON",
    description: "Hydrologist",
    names: ["Okafor-Lind"],
    roles: [{ label: "Hydrologist", organization: "University of Port Saal" }],
    fictional,
  },
  { name: "Ostrin Fishers' Union", kind: "ORGANIZATION", names: ["Fishers' Union"], fictional },
  // The agency, by way of which some statements come.
  { name: "Quillfeather Wire", kind: "ORGANIZATION", names: ["Quillfeather"], fictional },
  {
    name: "Sandrine Quillebec",
    kind: "PERSON",
    description: "Politician in Brumeval",
    names: ["Quillebec"],
    roles: [{ label: "President of the Region of Brumeval", startsOn: "2020", endsOn: "2026" }],
    fictional,
  },
];

/** Fictional places, and the issues that the statements are about. */
export const topics: ArchiveDocument["topics"] = [
  { name: "Velmora", kind: "PLACE", fictional },
  { name: "Ostrin", kind: "PLACE", broader: ["velmora"], fictional },
  {
    name: "Ostrin Dam",
    kind: "PLACE",
    broader: ["ostrin"],
    names: [{ name: "barrage d'Ostrin", language: "fr" }],
    fictional,
  },
  { name: "Brumeval", kind: "PLACE", fictional },
  { name: "Drinking water", kind: "ISSUE", names: [{ name: "eau potable", language: "fr" }] },
  { name: "Fishing", kind: "ISSUE" },
  { name: "Public spending", kind: "ISSUE" },
  { name: "Flooding", kind: "ISSUE", names: [{ name: "inondations", language: "fr" }] },
];
