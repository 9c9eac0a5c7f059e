import { Button, Menu } from "@mantine/core";
import { showNotification } from "@mantine/notifications";
import { ListPlus, Plus } from "lucide-react";
import { useApi } from "#renderer/api/console-api.tsx";
import { newId } from "#renderer/api/jobs.ts";
import { rowOfTurn } from "#renderer/features/conversation/row-of-turn.ts";
import { offerUndo } from "#renderer/ui/offer-undo.tsx";
import { formatCount } from "#renderer/ui/format.ts";
import type { Conversation, Turn } from "#shared/contract/conversation.ts";
import type { Suite } from "#shared/contract/suite.ts";

interface AddToSuiteProps {
  readonly conversation: Conversation;
  readonly turn: Turn;
  readonly suites: readonly Suite[];
}

/** Keeps a turn as a row of a suite: what was said, and what was decided, is expected from now on. */
export function AddToSuite({ conversation, turn, suites }: AddToSuiteProps) {
  const api = useApi();
  const own = suites.filter(({ assistantId }) => assistantId === undefined || assistantId === conversation.assistantId);
  const add = async (suite: Pick<Suite, "id" | "name" | "assistantId" | "rows">): Promise<void> => {
    const row = rowOfTurn(conversation, turn, newId());
    const saved = await api.call("suites.save", { ...suite, rows: [...suite.rows, row] });
    if (!saved.ok) {
      showNotification({ color: "red", title: saved.error.said, message: saved.error.next });
      return;
    }
    offerUndo(`The turn is a row of “${suite.name}” now.`, () => {
      const { changedAt: _changed, removedAt: _removed, ...kept } = saved.value;
      void api.call("suites.save", { ...kept, rows: kept.rows.filter(({ id }) => id !== row.id) });
    });
  };
  return (
    <Menu width={260}>
      <Menu.Target>
        <Button variant="subtle" color="gray" size="compact-sm" leftSection={<ListPlus size={14} aria-hidden />}>
          Add to a suite
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {own.map((suite) => (
          <Menu.Item
            key={suite.id}
            rightSection={formatCount(suite.rows.length, "row")}
            onClick={() => void add(suite)}
          >
            {suite.name}
          </Menu.Item>
        ))}
        <Menu.Item
          leftSection={<Plus size={14} aria-hidden />}
          onClick={() =>
            void add({
              id: newId(),
              name: `Suite of ${conversation.assistantName}`.slice(0, 200),
              assistantId: conversation.assistantId,
              rows: [],
            })
          }
        >
          A new suite
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
