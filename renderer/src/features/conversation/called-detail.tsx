import { SegmentedControl, UnstyledButton } from "@mantine/core";
import { useEffect, useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { callRecordOf } from "#renderer/features/conversation/call-record-of.ts";
import { callsApart } from "#renderer/features/conversation/calls-apart.ts";
import { describeStep } from "#renderer/features/conversation/describe-step.ts";
import { Facts } from "#renderer/features/conversation/facts.tsx";
import type { InspectorLinks } from "#renderer/features/conversation/links.ts";
import { originOf } from "#renderer/features/conversation/permission-card.tsx";
import { CodeText } from "#renderer/ui/code-text.tsx";
import type { CallRecord } from "#shared/contract/call-record.ts";
import type { Conversation, ConversationStep, Turn } from "#shared/contract/conversation.ts";
import classes from "#renderer/features/conversation/inspector.module.css";

interface CalledDetailProps extends Pick<InspectorLinks, "renderResult" | "renderExchange" | "onTraffic"> {
  readonly conversation: Conversation;
  readonly turn: Turn;
  readonly step: Extract<ConversationStep, { kind: "called" }>;
}

/** A conversation keeps results up to this size whole, bytes. */
const LONGEST_KEPT = 256 * 1024;

/** The call as the history has it, where the conversation kept only a part of its result. */
function useWhole({ callId, recorded, resultBytes = 0 }: CalledDetailProps["step"]): CallRecord | undefined {
  const api = useApi();
  const [whole, setWhole] = useState<CallRecord>();
  const cut = recorded && resultBytes > LONGEST_KEPT;
  useEffect(() => {
    if (!cut) return undefined;
    let current = true;
    api.call("calls.get", { id: callId }).then(
      (found) => current && found.ok && setWhole(found.value),
      () => undefined, // only where the wire died; the part that was kept stays on screen
    );
    return () => {
      current = false;
    };
  }, [api, callId, cut]);
  return whole;
}

/** A call: where its tool is from, its result as everywhere else in the window, and what went over the wire. */
export function CalledDetail({ conversation, turn, step, renderResult, renderExchange, onTraffic }: CalledDetailProps) {
  const [part, setPart] = useState("result");
  const kept = callRecordOf(step, turn, conversation);
  const record = useWhole(step) ?? kept;
  const { serverId } = kept;
  // A custom tool has no server; its exchanges go by its own id.
  const { httpToolId } = conversation.opening.tools.find(({ name }) => name === step.tool) ?? {};
  const peerId = httpToolId ?? serverId;
  return (
    <div className={classes.fill}>
      <div className={classes.lead}>
        <div className={classes.line}>
          <h2 className={classes.title}>
            <CodeText text={describeStep(step, callsApart(turn.steps)).title} />
          </h2>
          {peerId === "" ? undefined : (
            <SegmentedControl
              aria-label="What to show of the call"
              value={part}
              onChange={setPart}
              data={[
                { value: "result", label: "Result" },
                { value: "exchange", label: "Exchange" },
              ]}
            />
          )}
        </div>
        <Facts
          facts={[
            originOf(conversation.opening, step.tool),
            ...(record.toolName === step.tool ? [] : [`its server calls it ${record.toolName}`]),
            ...(step.recorded ? ["in the history of calls"] : []),
            ...(serverId === ""
              ? []
              : [
                  <UnstyledButton key="traffic" className={classes.link} onClick={() => onTraffic(serverId)}>
                    Traffic
                  </UnstyledButton>,
                ]),
          ]}
        />
      </div>
      <div className={classes.result}>
        {part === "exchange" && peerId !== "" ? renderExchange(peerId, step.callId) : renderResult(record)}
      </div>
    </div>
  );
}
