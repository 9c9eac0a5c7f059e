import { StatusMark } from "#renderer/ui/status-mark.tsx";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import type { TriggerRow } from "#shared/lint/triggers.ts";
import classes from "#renderer/features/assistants/trigger-view.module.css";

interface TriggerViewProps {
  readonly rows: readonly TriggerRow[];
  readonly onShow: (start: number, end: number) => void;
}

/** For every tool, the words in the prompt that say when to use it. */
export function TriggerView({ rows, onShow }: TriggerViewProps) {
  if (rows.length === 0)
    return <EmptyState title="No tools yet." text="Attach a server that was discovered; its tools are listed here." />;
  return (
    <div className={classes.view} tabIndex={0} role="region" aria-label="Triggers by tool">
      <table>
        <thead>
          <tr>
            <th scope="col">Tool</th>
            <th scope="col">When the prompt says to use it</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ tool, triggers, mentions, prohibitions }) => (
            <tr key={`${tool.server ?? ""} ${tool.position}`}>
              <th scope="row">
                <code>{tool.facts.name}</code>
              </th>
              <td>
                {triggers.map(({ start, end, says }) => (
                  <button key={start} type="button" className={classes.trigger} onClick={() => onShow(start, end)}>
                    {says}
                  </button>
                ))}
                {prohibitions.map(({ start, end }) => (
                  <button
                    key={`no ${start}`}
                    type="button"
                    className={classes.trigger}
                    onClick={() => onShow(start, end)}
                  >
                    (only where it must not be used)
                  </button>
                ))}
                {triggers.length > 0 ? undefined : mentions.length > 0 ? (
                  <button
                    type="button"
                    className={classes.trigger}
                    onClick={() => onShow(mentions[0]?.start ?? 0, mentions[0]?.end ?? 0)}
                  >
                    <StatusMark tone="attention" /> named, without a situation
                  </button>
                ) : (
                  <span className={classes.none}>
                    <StatusMark tone="quiet" /> never named
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
