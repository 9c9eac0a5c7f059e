import { Plus } from "lucide-react";
import { formatCount } from "#renderer/ui/format.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { SideList, SideRow } from "#renderer/ui/side-list.tsx";
import type { Assistant } from "#shared/contract/assistant.ts";

interface AssistantListProps {
  readonly assistants: readonly Assistant[];
  readonly chosenId: string | undefined;
  readonly onChoose: (id: string) => void;
  readonly onAdd: () => void;
}

/** The assistants: name and how many servers are attached. */
export function AssistantList({ assistants, chosenId, onChoose, onAdd }: AssistantListProps) {
  return (
    <SideList
      title="Assistants"
      action={<IconButton icon={Plus} label="Add an assistant" onClick={onAdd} />}
      items={assistants}
      keyOf={({ id }) => id}
      selectedKey={chosenId}
      onSelect={({ id }) => onChoose(id)}
      renderRow={({ name, serverIds: { length } }) => (
        <SideRow title={`${name}: ${formatCount(length, "server")}`} name={name} count={length} />
      )}
    />
  );
}
