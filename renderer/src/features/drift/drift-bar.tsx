import { Button, CopyButton, Menu, NativeSelect } from "@mantine/core";
import {
  Check,
  ClipboardCopy,
  FileJson,
  Grid3x3,
  MoveRight,
  Repeat,
  Pin,
  PinOff,
  Server as ServerIcon,
} from "lucide-react";
import { useMemo, useRef, type ChangeEvent } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { choose, type DriftView } from "#renderer/features/drift/drift-store.ts";
import { LevelMark } from "#renderer/features/drift/level-mark.tsx";
import { otherServers } from "#renderer/features/drift/other-servers.ts";
import { openMatrix } from "#renderer/features/drift/matrix-store.ts";
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
  const file = useRef<HTMLInputElement>(null);
  const { before, after, comparison } = view;
  const read = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const chosen = event.currentTarget.files?.[0];
    event.currentTarget.value = "";
    if (chosen === undefined) return;
    await choose(api, server.id, {
      before: { side: { kind: "file", title: chosen.name, text: await chosen.text() }, title: chosen.name },
    });
  };
  const compareWith = async (otherId: string): Promise<void> => {
    const side = await otherServers.newest(api, otherId);
    if (side !== undefined) await choose(api, server.id, { before: side });
  };
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
            {drift.tools.length === 0 ? undefined : <LevelMark level={drift.level} />}
            <span>{sayDrift(drift)}</span>
          </>
        )}
      </p>
      {flaps === undefined ? undefined : (
        <p className={classes.flapping}>
          <Repeat size={14} aria-hidden /> This server keeps changing its mind: {flaps.lists} lists took turns{" "}
          {flaps.returns} times in its last {flaps.runs} runs. Perhaps several servers of different versions share the
          address.
        </p>
      )}
      <span className={classes.sides}>
        <span className={classes.side}>{before?.title ?? "no earlier list"}</span>
        <MoveRight size={14} aria-label="to" />
        <span className={classes.side}>{after?.title ?? "nothing"}</span>
      </span>
      <span className={classes.actions}>
        <Menu width={260}>
          <Menu.Target>
            <Button variant="default">Compare with</Button>
          </Menu.Target>
          <Menu.Dropdown>
            {server.baseline === undefined ? undefined : (
              <Menu.Item
                leftSection={<Pin size={16} aria-hidden />}
                onClick={() =>
                  void choose(api, server.id, {
                    before: { side: { kind: "baseline", serverId: server.id }, title: "Baseline" },
                  })
                }
              >
                The baseline
              </Menu.Item>
            )}
            <Menu.Item leftSection={<FileJson size={16} aria-hidden />} onClick={() => file.current?.click()}>
              A file of tools
            </Menu.Item>
            <OtherServers server={server} onChoose={(id) => void compareWith(id)} />
            <Menu.Divider />
            <Menu.Item leftSection={<Grid3x3 size={16} aria-hidden />} onClick={() => openMatrix([server.id])}>
              Several servers, tool by tool…
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
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
      <input
        ref={file}
        type="file"
        accept=".json,application/json"
        hidden
        aria-hidden
        tabIndex={-1}
        onChange={(event) => void read(event)}
      />
    </div>
  );
}

function OtherServers({ server, onChoose }: { readonly server: Server; readonly onChoose: (id: string) => void }) {
  const others = otherServers.use(server.id);
  if (others.length === 0) return undefined;
  return (
    <>
      <Menu.Divider />
      <Menu.Label>Another server’s newest list</Menu.Label>
      {others.map(({ id, name }) => (
        <Menu.Item key={id} leftSection={<ServerIcon size={16} aria-hidden />} onClick={() => onChoose(id)}>
          {name}
        </Menu.Item>
      ))}
    </>
  );
}
