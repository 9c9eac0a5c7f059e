import { Button } from "@mantine/core";
import { ChevronRight } from "lucide-react";
import { useApi } from "#renderer/api/console-api.tsx";
import { offerUndo } from "#renderer/ui/offer-undo.tsx";
import { rewrittenRows, saveRows, takeBack, type SuiteRewrite } from "#renderer/features/drift/suite-impacts.ts";
import { CodeText } from "#renderer/ui/code-text.tsx";
import { formatCount } from "#renderer/ui/format.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";
import classes from "#renderer/features/drift/change-list.module.css";

/** Rows that are listed one by one; a suite may have thousands. */
const MOST = 50;

/** The rows of suites whose tool is gone, with the rewrite that is offered. */
export function SuiteImpactList({ suites }: { readonly suites: readonly SuiteRewrite[] }) {
  const api = useApi();
  if (suites.length === 0) return undefined;
  const rows = suites.reduce((sum, { impacts }) => sum + impacts.length, 0);
  return (
    <details className={classes.impacts} open>
      <summary>
        <ChevronRight size={14} aria-hidden /> {formatCount(rows, "suite row")}{" "}
        {rows === 1 ? "loses its" : "lose their"} tool
      </summary>
      <ul>
        {suites.map((one) => (
          <li key={one.suite.id}>
            <div className={classes.impactHead}>
              <strong>{one.suite.name}</strong>
              {one.impacts.some(({ move }) => move !== undefined) ? (
                <Button
                  variant="default"
                  size="compact-xs"
                  aria-label={`Rewrite the rows of ${one.suite.name}`}
                  onClick={() => void apply(api, one)}
                >
                  Rewrite the rows
                </Button>
              ) : undefined}
            </div>
            {one.impacts.slice(0, MOST).map(({ row, tool, utterance, rewrite }) => (
              <p key={`${row} ${tool}`}>
                “{utterance.slice(0, 160)}”:{" "}
                <CodeText text={rewrite?.said.replace(/^Write/, "expect") ?? `\`${tool}\` is gone.`} />
              </p>
            ))}
            {one.impacts.length > MOST ? <p>and {formatCount(one.impacts.length - MOST, "row")} more</p> : undefined}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Changes what the rows expect, and offers to take it back. */
async function apply(api: ConsoleApi, rewrite: SuiteRewrite): Promise<void> {
  const { suite, impacts } = rewrite;
  await saveRows(api, suite, rewrittenRows(rewrite));
  const count = new Set(impacts.filter(({ move }) => move !== undefined).map(({ row }) => row)).size;
  offerUndo(
    `${formatCount(count, "row")} of ${suite.name} were rewritten.`,
    () => void takeBack(api, suite, new Set(impacts.map(({ row }) => row))),
  );
}
