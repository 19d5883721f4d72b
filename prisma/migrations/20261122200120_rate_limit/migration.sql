-- The points that keys and addresses have spent in the minute under way, where several processes count together
-- (ONRECORD_RATE_LIMIT_STORE=postgres). The columns are those of rate-limiter-flexible. Not logged: what a crash forgets is a minute old
-- at most.
CREATE UNLOGGED TABLE rate_limit (
  key VARCHAR(255) PRIMARY KEY,
  points INT NOT NULL DEFAULT 0,
  expire BIGINT
);
