import type { FastifyContextConfig, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import {
  type Answer,
  type Asked,
  actions,
  type Execute,
  KEY_FIELD,
  nextAddress,
  pages,
  type Sent,
  type SignInReason,
  type Site,
} from "../../../web/server.tsx";
import type { SignIn } from "../authentication.ts";
import { LARGEST_EDIT, limitBodies } from "../bodyLimit.ts";
import { takeForms } from "../ownForms.ts";
import { fitsCookie, setKeyCookie } from "../siteCookie.ts";

export interface FormServing {
  site: Site;
  run: (request: FastifyRequest, reply: FastifyReply) => Execute;
  askedBy: (request: FastifyRequest) => Asked;
  send: (reply: FastifyReply, answer: Answer) => FastifyReply;
  signIn: SignIn;
  contentSecurityPolicy: FastifyContextConfig["contentSecurityPolicy"];
}

/**
 * Serves what forms do: signing in and out, and every action of the site. A form that arrives without a valid key does
 * nothing: its sender is asked to sign in, in the middle of it, and can then send it again as it was.
 */
export function mountForms(app: FastifyInstance, serving: FormServing): void {
  const { site, run, askedBy, send, contentSecurityPolicy } = serving;
  const config = { authenticated: true, contentSecurityPolicy } as FastifyContextConfig;
  app.get("/sign-in", { config: { ...config, forPeople: true, revalidated: true } }, async (request, reply) => {
    const asked = askedBy(request);
    if (request.isSignInOver) setKeyCookie(request, reply, null);
    const reason = request.isSignInOver ? ("ENDED" as const) : undefined;
    return send(reply, site.signIn(asked, { reason, next: nextAddress(asked.query.get("next")) }));
  });
  app.register(async (scope) => {
    takeForms(scope);
    limitBodies(scope);
    scope.post("/sign-in", { config }, async (request, reply) => {
      const { fields } = sentBy(request);
      const next = nextAddress(fields.get("next"));
      const reason = await enter(request, reply, fields.get(KEY_FIELD) ?? "", serving.signIn);
      if (reason) return send(reply, site.signIn(askedBy(request), { reason, next }));
      return reply.code(303).header("location", next).send("");
    });
    scope.post("/sign-out", { config }, async (request, reply) => {
      setKeyCookie(request, reply, null);
      return reply.code(303).header("location", "/").send("");
    });
    for (const page of pages.filter(({ takesForm }) => takesForm)) {
      scope.post(page.path, { config: { ...config, forPeople: true } }, async (request, reply) =>
        send(reply, await site.answerForm(page, askedBy(request), sentBy(request), run(request, reply))),
      );
    }
    for (const action of actions) {
      const { path, takesFiles = false } = action;
      const own = { ...config, forPeople: true, takesFiles };
      scope.post(path, { config: own, bodyLimit: LARGEST_EDIT }, async (request, reply) => {
        const asked = askedBy(request);
        const sent = sentBy(request);
        const key = sent.fields.get(KEY_FIELD);
        sent.fields.delete(KEY_FIELD);
        // The field stays empty if they have signed in in another tab.
        if (key) {
          const reason = await enter(request, reply, key, serving.signIn);
          const answer = reason ? site.signIn(asked, { reason, next: request.url, sent }) : site.resend(asked, sent);
          return send(reply, answer);
        }
        if (!request.isSignInOver) return send(reply, await site.act(action, asked, sent, run(request, reply)));
        setKeyCookie(request, reply, null);
        return send(reply, site.signIn(asked, { reason: "ENDED", next: request.url, sent }));
      });
    }
  });
}

/** Signs somebody in, and lets their browser keep the key; or returns why not. */
async function enter(
  request: FastifyRequest,
  reply: FastifyReply,
  given: string,
  signIn: SignIn,
): Promise<SignInReason | undefined> {
  const key = given.trim();
  const fault = await signIn(key, request.ip);
  if (fault) return fault.reason;
  if (!fitsCookie(key)) return "TOO_LONG";
  setKeyCookie(request, reply, key);
  return undefined;
}

/** Returns the form of a request; an empty one if it came without a body. */
function sentBy({ body }: FastifyRequest): Sent {
  return (body as Sent | undefined) ?? { fields: new URLSearchParams(), files: new Map() };
}
