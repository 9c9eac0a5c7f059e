import { join } from "node:path";
import type { Capabilities } from "#shared/contract/methods.ts";
import { createDriftEngine } from "#core/drift/drift-engine.ts";
import { createGateway } from "#core/mcp/gateway.ts";
import { createHttpToolGateway } from "#core/http-tools/http-tool-gateway.ts";
import { createModelGateway } from "#core/models/model-gateway.ts";
import type { Log, Ports, PreferenceFile, Secrets } from "#core/ports.ts";
import type { Store } from "#core/store-port.ts";
import { openPreferenceFile } from "#core/preference-file.ts";
import { createSchemaChecker } from "#core/schema-check/schema-checker.ts";
import { fileSecrets } from "#core/secrets/file-secrets.ts";
import { systemClock } from "#core/system-clock.ts";
import { createSimulatedModels } from "#core/simulate/simulated-models.ts";
import { createSampleServers } from "../../resources/samples/create-sample-servers.ts";

/** What differs from shell to shell. */
export interface NodePortsOptions {
  readonly shell: Capabilities["shell"];
  readonly version: string;
  /** The data folder: see `dataHome`. */
  readonly folder: string;
  /** Opened by the shell (`openStore`, `openStoreAsking`, `memoryStore`): only it can ask what to do about a refusal. */
  readonly store: Store;
  /** The keyring, where the shell has one; absent = a file that only the user can read. */
  readonly secrets?: Secrets;
  /** Absent = `preferences.json` in the data folder. */
  readonly preferences?: PreferenceFile;
  readonly nativeMenu?: boolean;
  readonly openExternal?: (url: string) => Promise<void>;
  /** Absent = lines on standard error. */
  readonly log?: Log;
}

/** Everything the core needs, for a shell that runs on Node: the parts that are alike in all shells, and what it gives. */
export function openNodePorts(options: NodePortsOptions): Ports {
  const { shell, version, folder, store, openExternal, nativeMenu = false, log = standardErrorLog } = options;
  const secrets = options.secrets ?? fileSecrets();
  return {
    gateway: (traffic) => createGateway({ traffic, clock: systemClock, environment: process.env }),
    store,
    secrets,
    schemas: createSchemaChecker(),
    drift: createDriftEngine(),
    models: createModelGateway({ clock: systemClock }),
    httpTools: createHttpToolGateway({ clock: systemClock }),
    simulated: createSimulatedModels(),
    samples: createSampleServers(),
    preferences: options.preferences ?? openPreferenceFile(join(folder, "preferences.json"), log),
    capabilities: {
      shell,
      version,
      secretStorage: secrets.inKeyring,
      ...(secrets.reason === undefined ? {} : { secretStorageReason: secrets.reason }),
      openExternal: openExternal !== undefined,
      nativeMenu,
    },
    ...(openExternal === undefined ? {} : { openExternal }),
    clock: systemClock,
    log,
  };
}

/** Lines on standard error, for shells without a log of their own. A bug's stack is told, its message is ours. */
export const standardErrorLog: Log = {
  warn: (line) => void process.stderr.write(`preflight: ${line}\n`),
  bug(where, error) {
    const told = error instanceof Error ? (error.stack ?? error.message) : "something that is no error was thrown";
    process.stderr.write(`preflight: bug in ${where}: ${told}\n`);
  },
};
