import { useMemo } from "react";
import { sayLabel } from "#renderer/features/suites/filter-rows.ts";
import { changeView } from "#renderer/features/suites/suite-view-store.ts";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { visibleText } from "#shared/base/visible-text.ts";
import type { SuiteRun } from "#shared/contract/suite.ts";
import { confusion, type Label } from "#shared/converse/suite/confusion.ts";
import classes from "#renderer/features/suites/confusion-matrix.module.css";

interface ConfusionMatrixProps {
  readonly suiteId: string;
  readonly run: SuiteRun;
}

/** What was expected (down) beside what was chosen (across). A number leads to its rows. */
export function ConfusionMatrix({ suiteId, run }: ConfusionMatrixProps) {
  const { labels, cells } = useMemo(() => confusion(run), [run]);
  if (labels.length === 0) return <EmptyState title="The run has no rows." />;
  const show = (expected: Label, chosen: Label): void =>
    changeView(suiteId, { part: "rows", filter: { kind: "cell", expected, chosen }, query: "", rowId: undefined });
  return (
    // Focusable, because it scrolls.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.place} tabIndex={0} role="region" aria-label="Expected by chosen">
      <table className={classes.table}>
        <thead>
          <tr>
            <td className={classes.corner}>
              <span>chosen →</span>
              <span>expected ↓</span>
            </td>
            {labels.map((label) => (
              <th key={keyOf(label)} scope="col" className={classes.column}>
                <span title={visibleText(sayLabel(label))} data-kind={label.kind}>
                  {visibleText(sayLabel(label))}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {labels.map((expected, from) => {
            const counts = cells[from] ?? [];
            const total = counts.reduce((sum, count) => sum + count, 0);
            return (
              <tr key={keyOf(expected)}>
                <th
                  scope="row"
                  className={classes.row}
                  title={visibleText(sayLabel(expected))}
                  data-kind={expected.kind}
                >
                  {visibleText(sayLabel(expected))}
                </th>
                {labels.map((chosen, to) => {
                  const count = counts[to] ?? 0;
                  return (
                    <td key={keyOf(chosen)} className={classes.cell} {...(from === to ? { "data-right": true } : {})}>
                      {count === 0 ? undefined : (
                        <button
                          type="button"
                          className={classes.count}
                          style={{ "--share": `${Math.round(20 + (count / total) * 60)}%` } as object}
                          title={`expected ${visibleText(sayLabel(expected))}, chose ${visibleText(sayLabel(chosen))}`}
                          aria-label={`${count}: expected ${visibleText(sayLabel(expected))}, chose ${visibleText(sayLabel(chosen))}`}
                          onClick={() => show(expected, chosen)}
                        >
                          {count.toLocaleString("en")}
                        </button>
                      )}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const keyOf = (label: Label): string => (label.kind === "tool" ? `=${label.tool}` : label.kind);
