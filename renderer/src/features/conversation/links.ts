import type { ReactNode } from "react";
import type { CallRecord } from "#shared/contract/call-record.ts";

/** What other parts of the window do for a conversation; given by the app. */
export interface InspectorLinks {
  /** Draws a call as everywhere else. */
  readonly renderResult: (record: CallRecord) => ReactNode;
  /** Draws what went over the wire for a call of a server's tool, or of the custom HTTP tool with this id. */
  readonly renderExchange: (peerId: string, callId: string) => ReactNode;
  readonly onTraffic: (serverId: string) => void;
  readonly onDrift: (serverId: string) => void;
  /** Opens the draft of a tool's texts; absent where there is no way to. */
  readonly onDraft?: ((serverId: string, position: number | undefined, utterance: string) => void) | undefined;
}

/** Where the rows of the card lead. */
export interface ServerLinks {
  readonly onDiagnose: (serverId: string) => void;
  readonly onDrift: (serverId: string) => void;
}

/** All of them: what the app gives to the Conversation tab. */
export interface ConversationLinks extends InspectorLinks, ServerLinks {}
