import { Tabs } from "@mantine/core";
import { useState } from "react";
import type { CallView } from "#renderer/features/calls/calls-store.ts";
import { callWords } from "#renderer/features/calls/describe-call.ts";
import { ExampleList } from "#renderer/features/calls/example-list.tsx";
import { HistoryList } from "#renderer/features/calls/history-list.tsx";
import { ResultView } from "#renderer/features/calls/result-view.tsx";
import { RunningView } from "#renderer/features/calls/running-view.tsx";
import type { Draft } from "#renderer/features/calls/use-draft.ts";
import type { Examples } from "#renderer/features/calls/use-examples.ts";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { ErrorCard } from "#renderer/ui/error-card.tsx";
import { keyNames } from "#renderer/ui/key-hint.tsx";
import type { Server } from "#shared/contract/server.ts";
import type { ToolEntry, ToolView } from "#shared/mcp/tool.ts";
import classes from "#renderer/features/calls/answer-pane.module.css";

interface AnswerPaneProps {
  readonly server: Server;
  readonly tool: ToolView;
  readonly entry: ToolEntry;
  readonly call: CallView;
  readonly draft: Draft;
  readonly examples: Examples;
  /** Runs the given arguments, those in the editor by default. */
  readonly onRun: (argumentsText?: string, exampleId?: string) => void;
}

/** What came back, what came back before, and the calls worth keeping. */
export function AnswerPane({ server, tool, entry, call, draft, examples, onRun }: AnswerPaneProps) {
  const [tab, setTab] = useState<string | null>("result");
  const [seen, setSeen] = useState(call);
  // A call that starts brings its result to the front.
  if (seen !== call) {
    setSeen(call);
    if (call.state === "running") setTab("result");
  }
  const use = (text: string): void => draft.change(text);
  return (
    <section className={classes.pane} data-pane="answer" aria-label="Result">
      <Tabs value={tab} onChange={setTab} keepMounted={false} className={classes.tabs}>
        <Tabs.List aria-label={`Calls of ${tool.name}`} className={classes.tabList}>
          <Tabs.Tab value="result">Result</Tabs.Tab>
          <Tabs.Tab value="history">History</Tabs.Tab>
          <Tabs.Tab value="examples">Examples{examples.list.length === 0 ? "" : ` · ${examples.list.length}`}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="result" className={classes.panel}>
          <CurrentCall call={call} />
        </Tabs.Panel>
        <Tabs.Panel value="history" className={classes.panel}>
          <HistoryList server={server} tool={tool} onUse={use} onRun={onRun} />
        </Tabs.Panel>
        <Tabs.Panel value="examples" className={classes.panel}>
          <ExampleList server={server} entry={entry} examples={examples} onUse={use} onRun={onRun} />
        </Tabs.Panel>
      </Tabs>
    </section>
  );
}

function CurrentCall({ call }: { readonly call: CallView }) {
  switch (call.state) {
    case "idle":
      return (
        <EmptyState
          title="Nothing was called yet."
          text={`${keyNames("mod+Enter").join(" ")} runs the tool with the arguments beside.`}
        />
      );
    case "running":
      return <RunningView call={call} />;
    case "done":
      return <ResultView record={call.record} />;
    case "refused":
      // Asked for, so no failure.
      return call.error.kind === "cancelled" ? (
        <EmptyState title={call.error.said} text={callWords("cancelled").meaning} />
      ) : (
        <div className={classes.refused}>
          <ErrorCard
            said={call.error.said}
            next={call.error.next}
            code={call.error.code}
            evidence={call.error.evidence}
          />
        </div>
      );
    default:
      return undefined;
  }
}
