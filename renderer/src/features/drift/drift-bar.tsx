import { Button, CopyButton, NativeSelect } from "@mantine/core";
import { Check, ClipboardCopy, MoveRight, Pin, PinOff, Repeat, TriangleAlert } from "lucide-react";
import { useMemo } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { CompareMenu } from "#renderer/features/drift/compare-menu.tsx";
import { cancelComparison, type DriftView } from "#renderer/features/drift/drift-store.ts";
import { LevelMark } from "#renderer/features/drift/level-mark.tsx";
import { sayDrift } from "#renderer/features/drift/say-drift.ts";
import type { Server } from "#shared/contract/server.ts";
import { flapping } from "#shared/drift/flapping.ts";
import { driftMarkdown } from "#shared/report/drift-markdown.ts";
import classes from "#renderer/features/drift/drift-bar.module.css";

const INTERVALS: readonly { readonly value: string; readonly label: string }[] = [
  { value: "", label: "Not watched" },
  { value: "30000", label: "Watch every 30 s" },
  { value: "300000", label: "Watch every 5 min" },
  { value: "3600000", label: "Watch every hour" },
];

/** What is compared with what, how it came out, and what to do with it. */
export function DriftBar({ server, view }: { readonly server: Server; readonly view: DriftView }) {
  const api = useApi();
  const { before, after, comparison, detail } = view;
  const pinned = after?.side.kind === "snapshot" && after.side.id === server.baseline;
  const pin = (snapshotId: string | null): void => void api.call("baselines.set", { serverId: server.id, snapshotId });
  const flaps = useMemo(
    () => flapping(view.runs.flatMap(({ outcome }) => (outcome.state === "listed" ? [outcome.listHash] : []))),
    [view.runs],
  );
  const drift = comparison.state === "ready" ? comparison.value.drift : undefined;
  return (
    <div className={classes.bar}>
      <p className={classes.summary} role="status">
        {drift === undefined ? undefined : (
          <>
            {drift.tools.length === 0 && drift.server === undefined ? undefined : <LevelMark level={drift.level} />}
            <span>{sayDrift(drift)}</span>
          </>
        )}
        {comparison.state === "running" && before?.side.kind === "url" ? (
          <>
            <span>Discovering {before.title}</span>
            <span className={classes.detail}>{detail}</span>
            <Button variant="default" size="compact-xs" onClick={() => cancelComparison(server.id)}>
              Cancel
            </Button>
          </>
        ) : undefined}
      </p>
      <Incomplete comparison={comparison} />
      {flaps === undefined ? undefined : (
        <p className={classes.flapping}>
          <Repeat size={14} aria-hidden /> This server keeps changing its mind: {flaps.lists} lists took turns{" "}
          {flaps.returns} times in its last {flaps.runs} runs. Perhaps several servers of different versions share the
          address.
        </p>
      )}
      <span className={classes.sides}>
        <span className={classes.side} title={before?.title}>
          {before?.title ?? "no earlier list"}
        </span>
        <MoveRight size={14} aria-label="to" />
        <span className={classes.side} title={after?.title}>
          {after?.title ?? "nothing"}
        </span>
      </span>
      <span className={classes.actions}>
        <CompareMenu server={server} />
        {after?.side.kind !== "snapshot" ? undefined : pinned ? (
          <Button variant="default" leftSection={<PinOff size={14} aria-hidden />} onClick={() => pin(null)}>
            Unpin baseline
          </Button>
        ) : (
          <Button
            variant="default"
            leftSection={<Pin size={14} aria-hidden />}
            onClick={() => after.side.kind === "snapshot" && pin(after.side.id)}
          >
            Accept as baseline
          </Button>
        )}
        {drift === undefined ? undefined : (
          <CopyButton
            value={driftMarkdown(drift, { before: before?.title ?? "", after: after?.title ?? "" })}
            timeout={1_500}
          >
            {({ copied, copy }) => (
              <Button
                variant="default"
                leftSection={copied ? <Check size={14} aria-hidden /> : <ClipboardCopy size={14} aria-hidden />}
                onClick={copy}
              >
                {copied ? "Copied" : "Copy as Markdown"}
              </Button>
            )}
          </CopyButton>
        )}
        <NativeSelect
          aria-label="Watch this server"
          value={String(server.watchMs ?? "")}
          data={[...INTERVALS]}
          onChange={(event) => {
            const { value } = event.currentTarget;
            void api.call("watch.set", { serverId: server.id, everyMs: value === "" ? null : Number(value) });
          }}
        />
      </span>
    </div>
  );
}

/** A list that is not whole makes tools look removed: that is said before anything else is believed. */
function Incomplete({ comparison }: Pick<DriftView, "comparison">) {
  if (comparison.state !== "ready") return undefined;
  const { before, after } = comparison.value;
  const why = [before.incomplete, after.incomplete].find((one) => one !== undefined);
  if (why === undefined) return undefined;
  const which = before.incomplete === undefined ? "later" : "earlier";
  return (
    <p className={classes.flapping}>
      <TriangleAlert size={14} aria-hidden /> The {which} list is incomplete, so tools may only seem to be missing:{" "}
      {why}
    </p>
  );
}
