import type { ConsoleError } from "#shared/base/console-error.ts";
import { invalidInput, notFound } from "#shared/base/failure.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import type { Handlers } from "#shared/contract/methods.ts";
import { suiteSchema, type Suite, type SuiteRow } from "#shared/contract/suite.ts";
import type { JobParts } from "#core/ports.ts";
import { readDocuments, type Store } from "#core/store-port.ts";

/** Of all rows as JSON: every change of a suite is told to every screen. Reading a file stops at 4 million. */
const MOST_CHARACTERS = 6_000_000;

/** `suites.list`, `suites.save`, `suites.remove` and `suites.restore` of the contract. */
export function suiteHandlers({
  ports: { store, clock },
  emit,
}: JobParts): Pick<Handlers, "suites.list" | "suites.save" | "suites.remove" | "suites.restore"> {
  const shown = async (): Promise<Suite[]> =>
    (await readSuites(store)).filter(({ removedAt }) => removedAt === undefined);
  const put = async (suite: Suite): Promise<Result<Suite, ConsoleError>> => {
    await store.putDocument("suite", suite.id, suite);
    emit("suites.changed", { suites: await shown() });
    return ok(suite);
  };
  const find = async (id: string): Promise<Suite | undefined> => (await readSuites(store)).find((one) => one.id === id);

  return {
    "suites.list": shown,

    async "suites.save"(input) {
      const twice = repeatedId(input.rows);
      if (twice !== undefined)
        return fail(invalidInput("E_ROW_ID", "Two rows have the same id.", "Give every row its own id.", twice));
      if (JSON.stringify(input.rows).length > MOST_CHARACTERS)
        return fail(invalidInput("E_SUITE_SIZE", "The suite is too large.", "Split it into several suites."));
      return put({ ...input, changedAt: clock.now() });
    },

    async "suites.remove"({ id }) {
      const known = await find(id);
      if (known === undefined || known.removedAt !== undefined) return fail(notFound("suite", id));
      await put({ ...known, removedAt: clock.now() });
      return ok({});
    },

    async "suites.restore"({ id }) {
      const known = await find(id);
      if (known === undefined) return fail(notFound("suite", id));
      const { removedAt: _, ...kept } = known;
      return put(kept);
    },
  };
}

/** Every suite, those marked removed too, in the order in which they were first saved. */
export function readSuites(store: Store): Promise<readonly Suite[]> {
  return readDocuments(store, "suite", suiteSchema);
}

function repeatedId(rows: readonly SuiteRow[]): string | undefined {
  const seen = new Set<string>();
  for (const { id } of rows) {
    if (seen.has(id)) return id;
    seen.add(id);
  }
  return undefined;
}
