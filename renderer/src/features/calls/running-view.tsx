import { Progress } from "@mantine/core";
import type { CallView } from "#renderer/features/calls/calls-store.ts";
import { sayProgress } from "#renderer/features/calls/run-call.ts";
import { ServerText } from "#renderer/editor/server-text.tsx";
import { formatDuration } from "#renderer/ui/format.ts";
import { ProgressLine } from "#renderer/ui/progress-line.tsx";
import { useNow } from "#renderer/ui/use-now.ts";
import classes from "#renderer/features/calls/answer-pane.module.css";

/** A call under way: for how long, and what the server says of its progress. */
export function RunningView({ call }: { readonly call: CallView & { readonly state: "running" } }) {
  const now = useNow(200);
  const { progress } = call;
  const { total } = progress ?? {};
  const percent =
    progress !== undefined && total !== undefined && total > 0
      ? Math.min(100, Math.max(0, (progress.progress / total) * 100))
      : undefined;
  return (
    <div className={classes.running}>
      {percent === undefined ? <ProgressLine label="Waiting for the answer" /> : undefined}
      <p>Waiting for the answer · {formatDuration(Math.max(0, now - call.startedAt))}</p>
      {percent === undefined ? undefined : <Progress value={percent} size="sm" aria-label="Progress of the call" />}
      {progress === undefined ? undefined : (
        <p className={classes.message}>
          <ServerText text={sayProgress(progress)} />
        </p>
      )}
    </div>
  );
}
