import type { Config } from "../../config.ts";
import type { Authenticate } from "../../graphql/authentication.ts";
import type { Subscriptions } from "../../graphql/subscriptions.ts";
import type { Guests } from "./guests.ts";

export interface LiveOptions {
  subscriptions: Subscriptions;
  authenticate: Authenticate;
  limits: Config["live"];
  corsOrigins: Config["corsOrigins"];
  trustProxy: Config["trustProxy"];
}

/** The options of both transports. */
export interface Transport extends LiveOptions {
  guests: Guests;
}
