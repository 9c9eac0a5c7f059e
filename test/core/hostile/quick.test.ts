import { hostileRows } from "../../servers/hostile/rows.ts";
import { describeRows } from "../../hostile/describe-group.ts";

// The rows that are quick and tell the most; the whole suite is the Vitest project `hostile`.
describeRows(
  "hostile servers, the quick ones",
  hostileRows.filter(({ quick }) => quick === true),
  60_000,
);
