import { sayTry, type Try } from "#renderer/features/suites/say-expectation.ts";
import { CodeText } from "#renderer/ui/code-text.tsx";
import { formatDuration } from "#renderer/ui/format.ts";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import { visibleText } from "#shared/base/visible-text.ts";
import classes from "#renderer/features/suites/row-editor.module.css";

const LONGEST = 4_000;

/** What came of a row in the run that is shown, try by try. */
export function TryList({ tries }: { readonly tries: readonly Try[] }) {
  return (
    <div className={classes.tries}>
      <h3 className={classes.label}>{tries.length === 1 ? "What came of it" : `What came of ${tries.length} tries`}</h3>
      <ol className={classes.tryList}>
        {tries.map((one, index) => (
          // Tries have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <p className={classes.tryHead}>
              <StatusMark tone={one.passed ? "good" : "stopped"} label={one.passed ? "passed" : "failed"} />
              <code>{visibleText(sayTry(one))}</code>
              <span>{formatDuration(one.ms)}</span>
            </p>
            {one.why === undefined ? undefined : (
              <p className={classes.why}>
                <CodeText text={visibleText(one.why)} />
              </p>
            )}
            {one.calls.map(({ tool, args }, at) => (
              // oxlint-disable-next-line react/no-array-index-key
              <pre key={at} className={classes.args} tabIndex={0} aria-label={`Arguments of ${visibleText(tool)}`}>
                {visibleText(JSON.stringify(args, undefined, 2).slice(0, LONGEST), { keepLines: true })}
              </pre>
            ))}
          </li>
        ))}
      </ol>
    </div>
  );
}
