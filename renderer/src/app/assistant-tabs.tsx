import type { ReactNode } from "react";
import { PromptPlace } from "#renderer/app/prompt-place.tsx";
import type { Assistant } from "#shared/contract/assistant.ts";
import type { Server } from "#shared/contract/server.ts";

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
];
