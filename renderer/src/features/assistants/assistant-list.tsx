import { IconButton } from "#renderer/ui/icon-button.tsx";
import { VirtualList } from "#renderer/ui/virtual-list.tsx";
import { formatCount } from "#renderer/ui/format.ts";
import { Plus } from "lucide-react";
import type { Assistant } from "#shared/contract/assistant.ts";
import classes from "#renderer/features/assistants/assistant-list.module.css";

interface AssistantListProps {
  readonly assistants: readonly Assistant[];
  readonly chosenId: string | undefined;
  readonly onChoose: (id: string) => void;
  readonly onAdd: () => void;
}

/** The assistants: name and how many servers are attached. */
export function AssistantList({ assistants, chosenId, onChoose, onAdd }: AssistantListProps) {
  return (
    <section className={classes.pane} aria-label="Assistants" data-pane="list">
      <header className={classes.header}>
        <h2>Assistants</h2>
        <IconButton icon={Plus} label="Add an assistant" onClick={onAdd} />
      </header>
      <div className={classes.list}>
        <VirtualList
          items={assistants}
          label="Assistants"
          rowHeight={32}
          keyOf={({ id }) => id}
          selectedKey={chosenId}
          onSelect={({ id }) => onChoose(id)}
          renderRow={({ name, serverIds }) => (
            <div className={classes.row} title={`${name}: ${formatCount(serverIds.length, "server")}`}>
              <span className={classes.name}>{name}</span>
              <span className={classes.count}>{serverIds.length}</span>
            </div>
          )}
        />
      </div>
    </section>
  );
}
