import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { EncryptJWT } from "jose";
import { loadSchema } from "../../src/graphql/schema.ts";
import { identityProvider } from "../../src/http/site/identityProvider.ts";
import { derivedKey } from "../../src/keys/keys.ts";
import { openArchive } from "../helpers/archive.ts";
import { eventually } from "../helpers/eventually.ts";
import {
  AUDIENCE,
  type Behaviour,
  CLIENT,
  startIdentityProvider,
  type TestProvider,
} from "../helpers/identityProvider.ts";
import { type RunningServer, startServer } from "../http/runningServer.ts";
import { asBrowser } from "./demoSite.ts";

const database = openArchive();
let provider: TestProvider;
let server: RunningServer;

const client = { ...CLIENT, scopes: "openid profile", name: "Hafen-Konto" };
const settings = (issuer: string) => ({
  trustProxy: 1,
  oidc: { issuer, audience: AUDIENCE, rolesClaim: "roles", client },
});

beforeAll(async () => {
  provider = await startIdentityProvider();
  server = await startServer({ database, schema: loadSchema(), config: settings(provider.issuer) });
});
afterAll(() => provider?.close());
afterEach(() => provider.behave({}));

function get(address: string, headers: Record<string, string> = {}, { url } = server) {
  return fetch(new URL(address, url), { headers: { ...asBrowser, ...headers }, redirect: "manual" });
}

/** Returns the cookies that an answer sets, by name, with their attributes. */
function cookiesOf(answer: Response): Map<string, { value: string; attributes: string }> {
  return new Map(
    answer.headers.getSetCookie().map((line) => {
      const [, name = "", value = "", attributes = ""] = /^([^=]+)=([^;]*); (.*)$/.exec(line) ?? [];
      return [name, { value, attributes }];
    }),
  );
}

/** Sends a browser to the provider; returns the address to which it is sent back, and its cookie. */
async function begin(start = "/sign-in/start?next=%2Ftopics%3Fname%3Dx", from = server) {
  const answer = await get(start, {}, from);
  const sealed = cookiesOf(answer).get("onrecord-sign-in")?.value ?? "";
  const asked = answer.headers.get("location") ?? "";
  const back = (await fetch(asked, { redirect: "manual" })).headers.get("location") ?? "";
  return { asked: new URL(asked), back: new URL(back), cookie: { cookie: `onrecord-sign-in=${sealed}` } };
}

const keyOf = (answer: Response) => cookiesOf(answer).get("onrecord-key")?.value;

describe("a good sign-in", () => {
  test("a good sign-in keeps the provider's token in the site's cookie, and leads back to where one was", async () => {
    const page = await (await get("/sign-in?next=/topics")).text();
    expect(page).toContain('href="/sign-in/start?next=%2Ftopics"');
    expect(page).toContain("Sign in with Hafen-Konto");

    const { asked, back, cookie } = await begin();
    expect(asked.searchParams.get("scope")).toBe("openid profile");
    expect(asked.searchParams.get("redirect_uri")).toBe(`${server.url}/sign-in/return`);
    expect(asked.search).not.toContain("code_verifier");
    const answer = await get(back.href, cookie);
    expect([answer.status, answer.headers.get("refresh")]).toEqual([200, `0; url=${server.url}/topics?name=x`]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
    expect(answer.headers.get("content-security-policy")).toContain("form-action 'self';");
    const html = await answer.text();
    expect(html).toContain('<a href="/topics?name=x">');
    for (const secret of provider.given) expect(html).not.toContain(secret);

    const { value, attributes } = cookiesOf(answer).get("onrecord-key") ?? { value: "", attributes: "" };
    expect(attributes).toBe("Path=/; HttpOnly; SameSite=Strict");
    expect(cookiesOf(answer).get("onrecord-sign-in")?.attributes).toContain("Max-Age=0");
    const signedIn = await get("/edit", { cookie: `onrecord-key=${value}` });
    expect(signedIn.status).toBe(200);
    expect(await signedIn.text()).toContain("Signed in as Ada Brandt");
  });

  test("a good sign-in may rest on the ID token, if the access token is the provider's own", async () => {
    provider.behave({ isOpaque: true, identity: { aud: [CLIENT.clientId, AUDIENCE], azp: CLIENT.clientId } });
    const { back, cookie } = await begin();
    const answer = await get(back.href, cookie);
    expect([answer.status, keyOf(answer)]).toEqual([200, provider.given.at(-1)]);
  });

  test("a good sign-in of a reader gives no right to edit", async () => {
    provider.behave({ access: { roles: ["READER"] } });
    const { back, cookie } = await begin();
    const answer = await get("/edit", { cookie: `onrecord-key=${keyOf(await get(back.href, cookie))}` });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain("Editing needs the key of an editor.");
  });

  test("behind a proxy that ends TLS, the sign-in comes back over https, and its cookie is for this host alone", async () => {
    const proxied = { "x-forwarded-proto": "https", "x-forwarded-host": "onrecord.example" };
    const answer = await get("/sign-in/start", proxied);
    const { searchParams } = new URL(answer.headers.get("location") ?? "");
    expect(searchParams.get("redirect_uri")).toBe("https://onrecord.example/sign-in/return");
    expect(cookiesOf(answer).get("__Host-onrecord-sign-in")?.attributes).toBe(
      "Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=600",
    );
  });
});

const HOUR_AGO = Math.floor(Date.now() / 1000) - 3_600;
const [LOST, REFUSED] = ["This sign-in has ended", "of the identity provider did not fit"];
const [DENIED, AWAY] = ["did not let you in", "The identity provider does not answer"];
const NOT_ACCEPTED = "does not accept the token";

interface Failing {
  behaviour?: Behaviour;
  /** Changes the address of the return, or the browser's cookie. */
  tamper?: (flow: { back: URL; cookie: { cookie: string } }) => void | Promise<void>;
  shows: string;
  /** What the log says to the operator. */
  logs: string;
  status?: number;
}

const failing: Record<string, Failing> = {
  "with the state of another": {
    tamper: ({ back }) => back.searchParams.set("state", "x"),
    shows: LOST,
    logs: "state",
  },
  "without a state": { tamper: ({ back }) => back.searchParams.delete("state"), shows: LOST, logs: "state" },
  "without the cookie": {
    tamper: ({ cookie }) => {
      cookie.cookie = "other=1";
    },
    shows: LOST,
    logs: "keeps no sign-in",
  },
  "with a cookie that somebody has changed": {
    tamper: ({ cookie }) => {
      cookie.cookie = cookie.cookie.replace(/\.[^.]+$/, ".AAAAAAAAAAAAAAAAAAAAAA");
    },
    shows: LOST,
    logs: "keeps no sign-in",
  },
  "that took too long": {
    tamper: async ({ back, cookie }) => {
      const attempt = {
        state: back.searchParams.get("state"),
        nonce: "n",
        verifier: "v",
        next: "/",
        isFormKept: false,
      };
      const sealed = await new EncryptJWT(attempt)
        .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
        .setExpirationTime(HOUR_AGO)
        .encrypt(await derivedKey(database, undefined, "sign-in"));
      cookie.cookie = `onrecord-sign-in=${sealed}`;
    },
    shows: LOST,
    logs: "too old",
  },
  "whose code was used before": {
    tamper: async ({ back, cookie }) => void (await get(back.href, cookie)),
    shows: REFUSED,
    logs: "invalid_grant",
  },
  "with the code of somebody else": {
    tamper: async ({ back }) => back.searchParams.set("code", (await begin()).back.searchParams.get("code") ?? ""),
    shows: REFUSED,
    logs: "invalid_grant",
  },
  "with two codes": { tamper: ({ back }) => back.searchParams.append("code", "x"), shows: REFUSED, logs: "code" },
  "of another issuer": { behaviour: { returnsAs: "https://elsewhere.example" }, shows: REFUSED, logs: "iss" },
  "without an issuer": { tamper: ({ back }) => back.searchParams.delete("iss"), shows: REFUSED, logs: "iss" },
  "with the nonce of another": { behaviour: { identity: { nonce: "x" } }, shows: REFUSED, logs: "nonce" },
  "with an ID token of another issuer": {
    behaviour: { identity: { iss: "https://elsewhere.example" } },
    shows: REFUSED,
    logs: "iss",
  },
  "with an ID token for another client": { behaviour: { identity: { aud: "another" } }, shows: REFUSED, logs: "aud" },
  "with an ID token that has expired": { behaviour: { identity: { exp: HOUR_AGO } }, shows: REFUSED, logs: "exp" },
  "that the person denied": { behaviour: { denies: "access_denied" }, shows: DENIED, logs: "access_denied" },
  "that asks for what the provider does not know": {
    behaviour: { denies: "invalid_scope" },
    shows: REFUSED,
    logs: "invalid_scope",
  },
  "while the provider has trouble": {
    behaviour: { denies: "temporarily_unavailable" },
    shows: AWAY,
    logs: "temporarily_unavailable",
    status: 503,
  },
  "while the provider gives no tokens": {
    behaviour: { tokenAnswer: { status: 503, body: "{}" } },
    shows: AWAY,
    logs: "status",
    status: 503,
  },
  "to which the provider answers nonsense": {
    behaviour: { tokenAnswer: { status: 200, body: "hunter2" } },
    shows: REFUSED,
    logs: "parse",
  },
  "with tokens for another audience": { behaviour: { access: { aud: "another" } }, shows: NOT_ACCEPTED, logs: "`aud`" },
  "with an access token that has expired": {
    behaviour: { access: { exp: HOUR_AGO } },
    shows: NOT_ACCEPTED,
    logs: "expired",
  },
  "with an access token by a clock that is ahead": {
    behaviour: { access: { nbf: HOUR_AGO + 7_200 } },
    shows: NOT_ACCEPTED,
    logs: "`nbf`",
  },
  "of somebody without a role": {
    behaviour: { access: { roles: [] } },
    shows: "gives no role in this archive",
    logs: "roles",
  },
  "with a token too long for a cookie": {
    behaviour: { access: { groups: "x".repeat(4_000) } },
    shows: "too long for a browser to keep",
    logs: "too long",
  },
};

describe("a sign-in that fails", () => {
  test.each(Object.entries(failing))("a sign-in fails with what to do: %s", async (which, row) => {
    provider.behave(row.behaviour ?? {});
    const flow = await begin();
    await row.tamper?.(flow);
    const answer = await get(flow.back.href, {
      ...flow.cookie,
      "x-request-id": `failing-${which.replaceAll(" ", "-")}`,
    });
    const html = await answer.text();
    expect([answer.status, keyOf(answer)]).toEqual([row.status ?? 401, undefined]);
    expect(html).toContain(row.shows);
    expect(html).toContain("Sign in with Hafen-Konto");
    const line = await server.untilLogged(
      ({ requestId, fault }) => requestId === `failing-${which.replaceAll(" ", "-")}` && fault !== undefined,
    );
    expect(line.fault).toContain(row.logs);
  });

  test("a sign-in that fails later still leads to where one was", async () => {
    provider.behave({ denies: "access_denied" });
    const { back, cookie } = await begin();
    expect(await (await get(back.href, cookie)).text()).toContain("next=%2Ftopics%3Fname%3Dx");
  });

  test("neither the log nor a page holds a code, a token or what the browser keeps", async () => {
    const { back, cookie } = await begin();
    await get(back.href, { ...cookie, "x-request-id": "signed-in-by-provider" });
    await server.untilLogged(({ requestId }) => requestId === "signed-in-by-provider");
    const log = JSON.stringify(server.log());
    for (const secret of [...provider.given, cookie.cookie, back.searchParams.get("state") ?? "", "hunter2"])
      expect(log).not.toContain(secret);
  });
});

describe("a provider that is away", () => {
  test("a provider that is away leaves the key as a way in", async () => {
    const other = await startServer({ database: server.database, config: settings("http://127.0.0.1:1") });
    try {
      const answer = await get("/sign-in/start?next=/topics", {}, other);
      const html = await answer.text();
      expect([answer.status, answer.headers.get("location")]).toEqual([503, null]);
      expect(html).toContain(AWAY);
      expect(html).toContain('name="sign-in-key"');
      expect(html).toContain('name="next" value="/topics"');
    } finally {
      await other.close();
    }
  });

  test("a provider that is away is asked again later", async () => {
    const late = await startIdentityProvider();
    const elsewhere = identityProvider({ ...CLIENT, issuer: `${late.issuer}/missing`, scopes: "openid" });
    try {
      await expect(elsewhere.begin("https://onrecord.example/")).rejects.toMatchObject({ reason: "PROVIDER_DOWN" });
      const right = identityProvider({ ...CLIENT, issuer: late.issuer, scopes: "openid" });
      const fetchNow = globalThis.fetch;
      globalThis.fetch = async () => new Response("", { status: 502 });
      try {
        await expect(right.begin("https://onrecord.example/")).rejects.toMatchObject({ reason: "PROVIDER_DOWN" });
      } finally {
        globalThis.fetch = fetchNow;
      }
      const { address } = await eventually(() => right.begin("https://onrecord.example/").catch(() => undefined));
      expect(address.origin).toBe(late.issuer);
    } finally {
      late.close();
    }
  });
});

describe("strangers", () => {
  test.each(["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)"])(
    "signing in with the provider does not lead to %j",
    async (next) => {
      const { back, cookie } = await begin(`/sign-in/start?${new URLSearchParams({ next })}`);
      expect((await get(back.href, cookie)).headers.get("refresh")).toBe(`0; url=${server.url}/`);
    },
  );

  test.each(["cross-site", "same-site"])("a link of another site begins no sign-in (%s)", async (site) => {
    const answer = await get("/sign-in/start?next=/topics", { "sec-fetch-site": site });
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([200, []]);
    expect(await answer.text()).toContain('href="/sign-in/start?next=%2Ftopics"');
  });

  test.each(["/sign-in/start", "/sign-in/return"])(
    "a step of the sign-in takes points from the address: %s",
    async (path) => {
      const limited = { ...settings(provider.issuer), rateLimit: 50 };
      const other = await startServer({ database: server.database, config: limited });
      try {
        const answer = await get(path, {}, other);
        expect([answer.status, answer.headers.get("location")]).toEqual([429, null]);
      } finally {
        await other.close();
      }
    },
  );

  test("nothing leads to the provider without a client", async () => {
    const { client: _client, ...oidc } = settings(provider.issuer).oidc;
    const other = await startServer({ database: server.database, config: { oidc } });
    try {
      expect((await get("/sign-in/start", {}, other)).status).toBe(404);
      expect(await (await get("/sign-in", {}, other)).text()).not.toContain("/sign-in/start");
    } finally {
      await other.close();
    }
  });
});

test("a form that was sent with an expired key waits while its sender signs in with the provider", async () => {
  const fields = { name: "Hafenordnung", kind: "SUBJECT" };
  const send = (key: string, more: Record<string, string> = {}) =>
    fetch(`${server.url}/edit/topicCreate`, {
      method: "POST",
      headers: { ...asBrowser, origin: server.url, cookie: `onrecord-key=${key}` },
      body: new URLSearchParams({ ...fields, ...more }),
      redirect: "manual",
    });
  const asked = await send("or_expired");
  const html = await asked.text();
  expect(asked.status).toBe(401);
  expect(html).toContain('value="Hafenordnung"');
  expect(html).toContain('href="/sign-in/start?form=kept"');
  expect(html).toContain('target="_blank"');

  const { back, cookie } = await begin("/sign-in/start?form=kept");
  const answer = await get(back.href, cookie);
  expect([answer.status, answer.headers.get("refresh")]).toEqual([200, null]);
  expect(await answer.text()).toContain("Close this tab.");
  // The button sends the form with the field for a key left empty.
  const again = await send(keyOf(answer) ?? "", { "sign-in-key": "" });
  expect(await again.text()).not.toContain("sign-in-key");
  expect([303, 422]).toContain(again.status);
});
