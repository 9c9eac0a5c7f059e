import { useMemo } from "react";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { sayUtterance } from "#renderer/features/suites/say-expectation.ts";
import { visibleText } from "#shared/base/visible-text.ts";
import type { SuiteRun } from "#shared/contract/suite.ts";
import { toolScores, type ToolScore } from "#shared/converse/suite/confusion.ts";
import { winRates } from "#shared/converse/suite/win-rate.ts";
import classes from "#renderer/features/suites/tool-scores.module.css";

/** How well each tool is picked: the worst first. */
export function ToolScores({ run }: { readonly run: SuiteRun }) {
  const scores = useMemo(() => toolScores(run).toSorted(worstFirst), [run]);
  const families = useMemo(() => winRates(run), [run]);
  if (scores.length === 0)
    return <EmptyState title="No tool was expected or chosen." text="Rows that expect a call give figures here." />;
  return (
    // Focusable, because it scrolls.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.place} tabIndex={0} role="region" aria-label="How well each tool is picked">
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Tool</th>
            <th scope="col">Expected</th>
            <th scope="col">Chosen</th>
            <th scope="col">Right</th>
            <th scope="col" title="Of the times it was chosen, how often it was right">
              Precision
            </th>
            <th scope="col" title="Of the times it was expected, how often it was chosen">
              Recall
            </th>
          </tr>
        </thead>
        <tbody>
          {scores.map(({ tool, expected, chosen, right, precision, recall }) => (
            <tr key={tool}>
              <th scope="row">
                <code>{visibleText(tool)}</code>
              </th>
              <td>{expected.toLocaleString("en")}</td>
              <td>{chosen.toLocaleString("en")}</td>
              <td>{right.toLocaleString("en")}</td>
              <td>{percent(precision)}</td>
              <td>{percent(recall)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {families.length === 0 ? undefined : (
        <table className={classes.table}>
          <caption>In other words: how often the paraphrases of a row pass</caption>
          <thead>
            <tr>
              <th scope="col">Row</th>
              <th scope="col">Itself</th>
              <th scope="col">Paraphrases</th>
              <th scope="col">Passed</th>
              <th scope="col">Same choice</th>
            </tr>
          </thead>
          <tbody>
            {families.slice(0, 500).map(({ row, passed, paraphrases, won, alike }) => (
              <tr key={row.id}>
                <th scope="row" className={classes.words} title={sayUtterance(row.utterance)}>
                  {sayUtterance(row.utterance)}
                </th>
                <td>{passed === undefined ? "not run" : passed ? "passed" : "failed"}</td>
                <td>{paraphrases.toLocaleString("en")}</td>
                <td>{won.toLocaleString("en")}</td>
                <td>{alike.toLocaleString("en")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

const percent = (share: number | undefined): string => (share === undefined ? "–" : `${Math.round(share * 100)} %`);

/** Least recall first, then least precision, then the order of the run. */
function worstFirst(one: ToolScore, two: ToolScore): number {
  return (one.recall ?? 2) - (two.recall ?? 2) || (one.precision ?? 2) - (two.precision ?? 2);
}
