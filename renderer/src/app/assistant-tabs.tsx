import type { ReactNode } from "react";
import { PromptPlace } from "#renderer/app/prompt-place.tsx";
import { lazyPart } from "#renderer/ui/lazy-part.ts";
import type { Assistant } from "#shared/contract/assistant.ts";
import type { Server } from "#shared/contract/server.ts";

const SuitesPlace = lazyPart(async () => (await import("#renderer/app/suites-place.tsx")).SuitesPlace);
const HttpToolsPlace = lazyPart(async () => (await import("#renderer/app/http-tools-place.tsx")).HttpToolsPlace);

const ConversationPlace = lazyPart(
  async () => (await import("#renderer/app/conversation-place.tsx")).ConversationPlace,
);

/** What a tab of an assistant's page is given. */
interface AssistantTabProps {
  readonly assistant: Assistant;
  readonly servers: readonly Server[];
}

interface AssistantTab {
  readonly id: string;
  readonly title: string;
  readonly render: (props: AssistantTabProps) => ReactNode;
}

/** The tabs of an assistant's page, in order. A new one is one line here. */
export const ASSISTANT_TABS: readonly AssistantTab[] = [
  {
    id: "prompt",
    title: "Prompt",
    render: ({ assistant, servers }) => <PromptPlace assistant={assistant} servers={servers} />,
  },
  {
    id: "conversation",
    title: "Conversation",
    render: ({ assistant }) => <ConversationPlace assistant={assistant} />,
  },
  {
    id: "suites",
    title: "Suites",
    render: ({ assistant, servers }) => <SuitesPlace assistant={assistant} servers={servers} />,
  },
  {
    id: "http-tools",
    title: "Custom tools",
    render: ({ assistant, servers }) => <HttpToolsPlace assistant={assistant} servers={servers} />,
  },
];
