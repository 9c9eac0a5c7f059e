import { beforeHttp } from "./group-a-before-http.ts";
import { httpLayer } from "./group-b-http.ts";
import { streams } from "./group-c-streams.ts";
import { messages } from "./group-d-messages.ts";
import { tools } from "./group-e-tools.ts";
import { contents } from "./group-f-content.ts";
import { timing } from "./group-g-timing.ts";
import { beforeHttpVariants } from "./variants-before-http.ts";
import { httpVariants } from "./variants-http.ts";
import { gatewayVariants } from "./variants-gateways.ts";
import { messageVariants } from "./variants-messages.ts";
import { toolVariants } from "./variants-tools.ts";
import type { HostileRow } from "./row.ts";

/** Every row, in the order of the reference. */
export const hostileRows: readonly HostileRow[] = [
  ...beforeHttp,
  ...httpLayer,
  ...streams,
  ...messages,
  ...tools,
  ...contents,
  ...timing,
  ...beforeHttpVariants,
  ...httpVariants,
  ...gatewayVariants,
  ...messageVariants,
  ...toolVariants,
];
