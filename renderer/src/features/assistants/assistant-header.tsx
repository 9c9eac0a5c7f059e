import { Button, Menu, MultiSelect, NativeSelect, TextInput, VisuallyHidden } from "@mantine/core";
import { hideNotification, showNotification } from "@mantine/notifications";
import { Copy, Ellipsis, ShieldCheck, ShieldOff, SlidersHorizontal, Trash2 } from "lucide-react";
import { useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { duplicateAssistant } from "#renderer/features/assistants/assistants-store.ts";
import { useModels } from "#renderer/features/assistants/use-models.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { formatCount } from "#renderer/ui/format.ts";
import type { Assistant } from "#shared/contract/assistant.ts";
import { SIMULATED_MODEL } from "#shared/contract/model.ts";
import type { Server } from "#shared/contract/server.ts";
import { profiles } from "#shared/platform/profiles.ts";
import classes from "#renderer/features/assistants/assistant-page.module.css";

interface AssistantHeaderProps {
  readonly assistant: Assistant;
  readonly servers: readonly Server[];
  readonly onChange: (change: Partial<Assistant>) => void;
}

/** Who the assistant is, which servers are attached, and what can be done with it. */
export function AssistantHeader({ assistant, servers, onChange }: AssistantHeaderProps) {
  return (
    <header className={classes.header}>
      <VisuallyHidden>
        <h1>{assistant.name}</h1>
      </VisuallyHidden>
      <Name key={assistant.name} assistant={assistant} onName={(name) => onChange({ name })} />
      <MultiSelect
        className={classes.servers}
        aria-label="Attached servers"
        placeholder={assistant.serverIds.length === 0 ? "Attach servers" : ""}
        data={servers.map(({ id, name }) => ({ value: id, label: name }))}
        value={[...assistant.serverIds]}
        onChange={(serverIds) => onChange({ serverIds })}
        nothingFoundMessage="No other server."
        searchable
        hidePickedOptions
      />
      <NativeSelect
        className={classes.platform}
        aria-label="Assistant platform"
        title={`The assistant platform whose rules apply: ${profiles.find(({ id }) => id === assistant.profileId)?.title ?? assistant.profileId}`}
        value={assistant.profileId}
        onChange={(event) => onChange({ profileId: event.currentTarget.value })}
        data={profiles.map(({ id, title }) => ({ value: id, label: title }))}
      />
      <ModelChoice assistant={assistant} onChange={onChange} />
      <AssistantMenu assistant={assistant} onChange={onChange} />
    </header>
  );
}

/** The simulated model, or one that was configured. A configured one that is gone is said to be. */
function ModelChoice({ assistant: { modelId }, onChange }: AssistantMenuProps) {
  const models = useModels();
  const known = modelId === SIMULATED_MODEL || models.some(({ id }) => id === modelId);
  return (
    <NativeSelect
      className={classes.model}
      aria-label="Model"
      title="The model of its conversations. Real models are added in Settings."
      value={modelId}
      onChange={(event) => onChange({ modelId: event.currentTarget.value })}
      data={[
        { value: SIMULATED_MODEL, label: "Simulated model" },
        ...models.map(({ id, name }) => ({ value: id, label: name })),
        ...(known ? [] : [{ value: modelId, label: "A model that was removed" }]),
      ]}
    />
  );
}

function Name({ assistant, onName }: { readonly assistant: Assistant; readonly onName: (name: string) => void }) {
  const [name, setName] = useState(assistant.name);
  const keep = (): void => {
    const typed = name.trim();
    if (typed === "") setName(assistant.name);
    else if (typed !== assistant.name) onName(typed);
  };
  return (
    <TextInput
      className={classes.name}
      aria-label="Name of the assistant"
      title={name}
      value={name}
      maxLength={200}
      onChange={(event) => setName(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
    />
  );
}

type AssistantMenuProps = Pick<AssistantHeaderProps, "assistant" | "onChange">;

function AssistantMenu({ assistant, onChange }: AssistantMenuProps) {
  const api = useApi();
  const { id, name, severities, confirmCalls } = assistant;
  const changed = Object.keys(severities).length;
  const remove = async (): Promise<void> => {
    await api.call("assistants.remove", { id });
    const note = `removed-${id}`;
    showNotification({
      id: note,
      title: `${name} was removed.`,
      message: (
        <Button
          variant="default"
          size="compact-xs"
          onClick={() => {
            void api.call("assistants.restore", { id });
            hideNotification(note);
          }}
        >
          Undo
        </Button>
      ),
      closeButtonProps: { "aria-label": "Dismiss" },
    });
  };
  return (
    <Menu width={300}>
      <Menu.Target>
        <IconButton icon={Ellipsis} label={`Actions of ${name}`} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Copy size={16} aria-hidden />} onClick={() => void duplicateAssistant(api, assistant)}>
          Duplicate
        </Menu.Item>
        <Menu.Item
          leftSection={confirmCalls ? <ShieldCheck size={16} aria-hidden /> : <ShieldOff size={16} aria-hidden />}
          onClick={() => onChange({ confirmCalls: !confirmCalls })}
        >
          {confirmCalls ? "Do not ask before calls" : "Ask before calls that may change something"}
          <span className={classes.menuNote}>
            {confirmCalls
              ? "Now: asks before a tool that does not claim to only read."
              : "Now: every tool is called without asking."}
          </span>
        </Menu.Item>
        {changed === 0 ? undefined : (
          <Menu.Item
            leftSection={<SlidersHorizontal size={16} aria-hidden />}
            onClick={() => onChange({ severities: {} })}
          >
            Undo the changed severity of {formatCount(changed, "rule")}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<Trash2 size={16} aria-hidden />} onClick={() => void remove()}>
          Remove
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
