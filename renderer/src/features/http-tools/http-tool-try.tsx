import { Button } from "@mantine/core";
import { Play, Square } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { newId, runJob, useJobs } from "#renderer/api/jobs.ts";
import { idle, running, settled, type Remote } from "#renderer/api/remote.ts";
import { editorSchema } from "#renderer/editor/editor-schema.ts";
import { JsonEditor } from "#renderer/editor/json-editor.tsx";
import { HttpAnswerView } from "#renderer/features/http-tools/http-answer-view.tsx";
import { ErrorCard } from "#renderer/ui/error-card.tsx";
import { ProgressLine } from "#renderer/ui/progress-line.tsx";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import type { HttpTool, HttpToolAnswer } from "#shared/contract/http-tool.ts";
import { RpcFailure } from "#shared/rpc/message.ts";
import { sampleArguments } from "#shared/schema/sample-arguments.ts";
import classes from "#renderer/features/http-tools/http-tools.module.css";

/** Calls a custom tool once, by hand. */
export function HttpToolTry({ tool }: { readonly tool: HttpTool }) {
  const api = useApi();
  const [text, setText] = useState(() => JSON.stringify(sampleArguments(tool.inputSchema), undefined, 2));
  const [answer, setAnswer] = useState<Remote<HttpToolAnswer>>(idle);
  const schema = useMemo(() => editorSchema(tool.inputSchema), [tool.inputSchema]);
  const jobId = useRef("");
  const run = async (): Promise<void> => {
    const id = newId();
    jobId.current = id;
    setAnswer(running);
    try {
      const called = await runJob({ id, kind: "call", serverId: "", title: tool.name }, (signal) =>
        api.call("httpTools.call", { id: tool.id, argumentsText: text }, { signal }),
      );
      setAnswer(settled(called));
    } catch (error) {
      setAnswer(idle);
      // Cancelled by the person, or the wire died, which the connection bar says.
      if (!(error instanceof RpcFailure) || (error.kind !== "cancelled" && error.kind !== "disconnected")) throw error;
    }
  };
  const cancel = (): void =>
    useJobs
      .getState()
      .running.find(({ id }) => id === jobId.current)
      ?.cancel();
  return (
    <div className={classes.form}>
      <p className={classes.target}>
        <code>{tool.method}</code> <code>{tool.url}</code>
      </p>
      {tool.readOnly ? undefined : (
        <p className={classes.hint}>
          <StatusMark tone="attention" /> This really calls the endpoint, which may change things.
        </p>
      )}
      <div className={classes.editor}>
        <JsonEditor
          label={`Arguments of ${tool.name}`}
          documentKey={tool.id}
          value={text}
          schema={schema.schema}
          onChange={setText}
        />
      </div>
      <div className={classes.foot}>
        {answer.state === "running" ? (
          <Button variant="default" leftSection={<Square size={12} aria-hidden />} onClick={cancel}>
            Cancel
          </Button>
        ) : (
          <Button leftSection={<Play size={12} aria-hidden />} onClick={() => void run()}>
            Call it
          </Button>
        )}
      </div>
      <div className={classes.answer}>
        {answer.state === "running" ? <ProgressLine label="Calling" /> : undefined}
        {answer.state === "failed" ? <ErrorCard {...answer.error} onDismiss={() => setAnswer(idle)} /> : undefined}
        {answer.state === "ready" ? <HttpAnswerView answer={answer.value} /> : undefined}
      </div>
    </div>
  );
}
