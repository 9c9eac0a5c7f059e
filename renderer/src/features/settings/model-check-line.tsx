import { X } from "lucide-react";
import { assertNever } from "#shared/base/assert-never.ts";
import { idle, type Remote } from "#renderer/api/remote.ts";
import type { ModelCheck } from "#shared/contract/model.ts";
import { useModelsStore } from "#renderer/features/settings/models-store.ts";
import { ErrorCard } from "#renderer/ui/error-card.tsx";
import { formatCount, formatDuration } from "#renderer/ui/format.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { ProgressLine } from "#renderer/ui/progress-line.tsx";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import classes from "#renderer/features/settings/models-section.module.css";

/** What a check of a model found, in the place where it was asked for. */
export function ModelCheckLine({ check, modelId }: { readonly check: Remote<ModelCheck>; readonly modelId: string }) {
  const forget = (): void => useModelsStore.setState(({ checks }) => ({ checks: new Map(checks).set(modelId, idle) }));
  switch (check.state) {
    case "idle":
      return undefined;
    case "running":
      return (
        <div className={classes.running}>
          <ProgressLine label="Checking the model" />
          <p className={classes.facts}>Asked to call one harmless tool. A model that is being loaded takes its time.</p>
        </div>
      );
    case "failed":
      return check.error.kind === "cancelled" ? (
        <p className={classes.facts}>The check was cancelled.</p>
      ) : (
        <ErrorCard {...check.error} onDismiss={forget} />
      );
    case "ready":
      return (
        <div className={classes.found} role="status">
          <StatusMark tone={check.value.calledTool ? "good" : "attention"} />
          <p>{sayCheck(check.value)}</p>
          <IconButton icon={X} label="Dismiss" onClick={forget} />
        </div>
      );
    default:
      return assertNever(check);
  }
}

/** One honest sentence or two. */
export function sayCheck({ calledTool, said, ms, firstTokenMs, tokens }: ModelCheck): string {
  const times = [
    ...(firstTokenMs === undefined ? [] : [`first token after ${formatDuration(firstTokenMs)}`]),
    `whole answer ${formatDuration(ms)}`,
    ...(tokens === undefined ? [] : [`${formatCount(tokens.input, "token")} in, ${tokens.output} out`]),
  ].join(", ");
  if (calledTool) return `Answers and calls tools: ${times}.`;
  const words = said.trim().slice(0, 120);
  return `Answers, but did not call the tool that it was asked to call: ${times}. ${
    words === "" ? "It said nothing." : `It said: “${words}${said.trim().length > 120 ? "…" : ""}”`
  } Conversations need a model that calls tools.`;
}
