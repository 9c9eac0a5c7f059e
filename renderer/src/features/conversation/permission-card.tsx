import { Button } from "@mantine/core";
import { ShieldQuestion } from "lucide-react";
import { useEffect, useRef } from "react";
import { KeyHint } from "#renderer/ui/key-hint.tsx";
import type { DecidedCall, Opening } from "#shared/contract/conversation.ts";
import { prettyJson } from "#renderer/editor/pretty-json.ts";
import { ServerText } from "#renderer/editor/server-text.tsx";
import classes from "#renderer/features/conversation/permission-card.module.css";

interface PermissionCardProps {
  readonly tool: string;
  readonly call: DecidedCall | undefined;
  /** Where the tool is from. */
  readonly from: string;
  readonly onAnswer: (answer: { readonly allow: boolean; readonly always?: boolean }) => void;
}

/**
 * A call that waits for permission. It takes the focus unless something is being typed, and hears A, L and R; Enter is
 * left alone, because it was just pressed to say something.
 */
export function PermissionCard({ tool, call, from, onAnswer }: PermissionCardProps) {
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const active = document.activeElement;
    const typing = active instanceof HTMLTextAreaElement && active.value !== "";
    // Of several that wait the first one has it; the next gets it when that is answered (see `ConversationView`).
    const another = active?.closest("[data-pane='permission']") ?? undefined;
    if (!typing && another === undefined) card.current?.focus();
  }, []);
  return (
    // A group that hears three letters while it, or a button in it, has the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={card}
      className={classes.card}
      role="group"
      aria-label={`Permission to call ${tool}`}
      data-pane="permission"
      data-pane-focus
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
        const answer = KEYS[event.key.toLowerCase()];
        if (answer === undefined) return;
        event.preventDefault();
        onAnswer(answer);
      }}
    >
      <p className={classes.title}>
        <ShieldQuestion size={16} aria-hidden />
        <span>
          Call <code>{tool}</code>
          {from === "" ? "" : ` of ${from}`}? It does not claim to only read.
        </span>
      </p>
      {call === undefined ? undefined : (
        <pre className={classes.arguments}>
          <ServerText text={pretty(call.argumentsText)} limit={2_000} />
        </pre>
      )}
      <div className={classes.answers}>
        <Button onClick={() => onAnswer({ allow: true })} rightSection={<KeyHint shortcut="A" />}>
          Allow
        </Button>
        <Button
          variant="default"
          title="Also later calls of this tool in this conversation"
          onClick={() => onAnswer({ allow: true, always: true })}
          rightSection={<KeyHint shortcut="L" />}
        >
          Allow always
        </Button>
        <Button variant="default" onClick={() => onAnswer({ allow: false })} rightSection={<KeyHint shortcut="R" />}>
          Refuse
        </Button>
      </div>
    </div>
  );
}

const KEYS: Readonly<Record<string, { readonly allow: boolean; readonly always?: boolean }>> = {
  a: { allow: true },
  l: { allow: true, always: true },
  r: { allow: false },
};

function pretty(argumentsText: string): string {
  try {
    return prettyJson(JSON.parse(argumentsText));
  } catch {
    return argumentsText; // a real model may write what is no JSON
  }
}

/** The server or custom tool that a tool of a conversation is from. */
export function originOf({ servers, tools }: Opening, tool: string): string {
  const offered = tools.find(({ name }) => name === tool);
  if (offered === undefined) return "";
  if (offered.httpToolId !== undefined) return "a custom HTTP tool";
  return servers.find(({ serverId }) => serverId === offered.serverId)?.name ?? "";
}
