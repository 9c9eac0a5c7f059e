import { ArrowDown, ArrowUp } from "lucide-react";
import {
  movedTools,
  offeredName,
  sayMove,
  type MovedTool,
  type Rankings,
} from "#renderer/features/drafts/rank-moves.ts";
import { CodeText } from "#renderer/ui/code-text.tsx";
import { looksEnglish } from "#shared/converse/suite/paraphrase.ts";
import { visibleText } from "#shared/base/visible-text.ts";
import classes from "#renderer/features/drafts/ranking-panel.module.css";

interface RankingListsProps {
  readonly said: string;
  readonly shown: Rankings | undefined;
  /** The drafted tool. */
  readonly name: string;
  readonly changed: boolean;
}

/** Places shown of each list; the drafted tool's own is shown wherever it is. */
const PLACES = 12;

/** Two rankings side by side, and in one sentence what became of the drafted tool. */
export function RankingLists({ said, shown, name, changed }: RankingListsProps) {
  if (said.trim() === "")
    return <p className={classes.hint}>Type what a person would say, and see where this tool comes as you edit it.</p>;
  if (shown === undefined) return undefined;
  const own = offeredName(name, shown);
  const after = movedTools(shown);
  const before = movedTools({ before: shown.before, after: shown.before });
  return (
    // Focusable, because it scrolls.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.result} tabIndex={0} role="region" aria-label="Ranking before and after">
      <p className={classes.move} role="status">
        <CodeText text={visibleText(sayMove(own, shown))} />
      </p>
      <div className={classes.lists}>
        <List title="Server’s text" rows={before} name={own} />
        <List title={changed ? "With the draft" : "With the draft (no change yet)"} rows={after} name={own} moves />
      </div>
      <p className={classes.hint}>
        By the simulated model: a stand-in that ranks by words.
        {seemsForeign(said) ? " It reads English only, and this does not look like English." : ""}
      </p>
    </div>
  );
}

/** A few words alone may be of any language. */
const seemsForeign = (said: string): boolean => said.trim().split(/\s+/u).length > 3 && !looksEnglish(said);

interface ListProps {
  readonly title: string;
  readonly rows: readonly MovedTool[];
  readonly name: string;
  readonly moves?: boolean;
}

function List({ title, rows, name, moves = false }: ListProps) {
  const best = Math.max(...rows.map(({ score }) => score), Number.MIN_VALUE);
  const own = rows.find((row) => row.name === name);
  const first = rows.slice(0, PLACES);
  const listed = own === undefined || own.place <= PLACES ? first : [...first, own];
  return (
    <div>
      <h3 className={classes.title}>{title}</h3>
      <ol className={classes.list}>
        {listed.map((row) => (
          <li
            key={`${row.place} ${row.name}`}
            className={classes.row}
            {...(row.name === name ? { "data-own": true } : {})}
          >
            <span className={classes.place}>{row.place}</span>
            <code className={classes.name} title={visibleText(row.name)}>
              {visibleText(row.name)}
            </code>
            {moves ? <Move rose={row.rose} /> : undefined}
            <span className={classes.bar} aria-hidden>
              <span style={{ width: `${Math.max(0, Math.min(100, (row.score / best) * 100))}%` }} />
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Move({ rose }: Pick<MovedTool, "rose">) {
  if (rose === 0) return undefined;
  if (rose === undefined) return <span className={classes.moved}>new</span>;
  const Arrow = rose > 0 ? ArrowUp : ArrowDown;
  return (
    <span className={classes.moved} data-rose={rose > 0} title={`${rose > 0 ? "up" : "down"} ${Math.abs(rose)}`}>
      <Arrow size={12} role="img" aria-label={rose > 0 ? "up" : "down"} />
      {Math.abs(rose)}
    </span>
  );
}
