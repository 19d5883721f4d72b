import { describe, expect, test } from "@jest/globals";
import { articleAddressOf, readAddress } from "../../src/document/address.ts";

const page = "https://paper.example/Harbour";

describe("an article's address", () => {
  test.each([
    page,
    `${page}#:~:text=The%20pier`,
    `${page}#:~:text=a,b&text=c`,
    `${page}?utm_source=news&UTM_Medium=social`,
    `${page}?fbclid=x1`,
    `${page}?gclid=1#:~:text=x`,
    "HTTPS://Paper.Example/Harbour",
    "https://paper.example:443/Harbour",
    "paper.example/Harbour",
    "Paper.example/Harbour?utm_campaign=1",
  ])("%s is one with the others", (written) => {
    expect(readAddress(written)).toBe(page);
  });

  test.each([
    [`${page}?id=7&utm_source=a&page=2`, `${page}?id=7&page=2`],
    [`${page}#part:~:text=x`, `${page}#part`],
    [`${page}#part`, `${page}#part`],
    [`${page}?`, `${page}?`],
    ["http://paper.example:80/a", "http://paper.example/a"],
    ["http://paper.example:443/a", "http://paper.example:443/a"],
    ["https://paper.example:8443/a", "https://paper.example:8443/a"],
    ["https://paper.example/A%2fb/ä?q=Ä", "https://paper.example/A%2fb/ä?q=Ä"],
    ["urn:onrecord:csv:Ab", "urn:onrecord:csv:Ab"],
  ])("%s keeps all that tells pages apart", (written, address) => {
    expect(articleAddressOf(written)).toBe(address);
    expect(articleAddressOf(address)).toBe(address);
  });

  test.each(["paper.example", "javascript:alert(1)", "Paper", "two words.example/a", "1.5/2", "mailto:a@b.example"])(
    "%s is none",
    (written) => {
      expect(readAddress(written)).toBeNull();
    },
  );
});
