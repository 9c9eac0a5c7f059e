import { Button, Checkbox, NumberInput, PasswordInput, Select, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useApi, useCapabilities } from "#renderer/api/console-api.tsx";
import { newId } from "#renderer/api/jobs.ts";
import { idle, running, type Remote } from "#renderer/api/remote.ts";
import { readModelUrl } from "#shared/platform/endpoint-url.ts";
import { modelProviderSchema, type Model, type ModelProvider } from "#shared/contract/model.ts";
import { closeModelDialog } from "#renderer/features/settings/model-dialog.ts";
import { checkModel, saveModel } from "#renderer/features/settings/models-store.ts";
import { LOCAL_PROGRAMS, PROVIDERS } from "#renderer/features/settings/providers.ts";
import { ErrorCard } from "#renderer/ui/error-card.tsx";
import classes from "#renderer/features/settings/model-form.module.css";

interface ModelDraft {
  readonly provider: ModelProvider;
  readonly baseUrl: string;
  readonly model: string;
  readonly name: string;
  readonly key: string;
  readonly dropKey: boolean;
  readonly maxOutputTokens: number | undefined;
}

/** A new model's fields, or those of one that is kept; the key itself never comes here. */
function draftOf(model: Model | undefined): ModelDraft {
  return {
    provider: model?.provider ?? "openai-compatible",
    baseUrl: model?.baseUrl ?? "",
    model: model?.model ?? "",
    name: model?.name ?? "",
    key: "",
    dropKey: false,
    maxOutputTokens: model?.maxOutputTokens,
  };
}

/** Sets up a real model. */
export function ModelForm({ model }: { readonly model: Model | undefined }) {
  const api = useApi();
  const [draft, setDraft] = useState(() => draftOf(model));
  const [saving, setSaving] = useState<Remote<undefined>>(idle);
  const change = (part: Partial<ModelDraft>): void => setDraft((known) => ({ ...known, ...part }));
  const reading = readModelUrl(draft.baseUrl);
  const needsUrl = draft.provider === "openai-compatible";
  const usable = draft.model.trim() !== "" && (reading.kind === "usable" || (reading.kind === "empty" && !needsUrl));
  const save = async (thenCheck: boolean): Promise<void> => {
    if (!usable || saving.state === "running") return;
    setSaving(running);
    const { provider, baseUrl, maxOutputTokens } = draft;
    const saved = await saveModel(api, {
      id: model?.id ?? newId(),
      name: draft.name.trim() === "" ? draft.model.trim() : draft.name.trim(),
      provider,
      model: draft.model.trim(),
      ...(baseUrl.trim() === "" ? {} : { baseUrl: baseUrl.trim() }),
      ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
      ...(draft.dropKey ? { key: "" } : draft.key.trim() === "" ? {} : { key: draft.key.trim() }),
    });
    if (!saved.ok) return setSaving({ state: "failed", error: saved.error });
    closeModelDialog();
    if (thenCheck) void checkModel(api, saved.value);
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void save(false);
      }}
    >
      <Select
        label="Provider"
        data={modelProviderSchema.options.map((value) => ({ value, label: PROVIDERS[value].title }))}
        value={draft.provider}
        allowDeselect={false}
        onChange={(value) => change({ provider: modelProviderSchema.parse(value) })}
      />
      <div>
        <TextInput
          data-autofocus
          label="Base address"
          description={
            needsUrl ? "Where the model is served; often it ends in /v1." : "Left empty, the provider’s own."
          }
          placeholder={needsUrl ? "http://127.0.0.1:11434/v1" : "https://…"}
          spellCheck={false}
          maxLength={2048}
          value={draft.baseUrl}
          error={reading.kind === "refused" ? `${reading.said} ${reading.next}` : undefined}
          onChange={(event) => change({ baseUrl: event.currentTarget.value })}
        />
        {reading.kind === "usable" && !reading.encrypted ? (
          <p className={classes.hint}>
            {reading.host === "loopback"
              ? "Not encrypted; it does not leave this computer."
              : "Not encrypted: who shares this network can read what is said, and the key."}
          </p>
        ) : undefined}
        {needsUrl ? (
          <div className={classes.programs}>
            {LOCAL_PROGRAMS.map(({ title, baseUrl }) => (
              <Button key={title} variant="default" size="compact-xs" onClick={() => change({ baseUrl })}>
                {title}
              </Button>
            ))}
          </div>
        ) : undefined}
      </div>
      <TextInput
        label="Model"
        description="As the provider calls it."
        placeholder={PROVIDERS[draft.provider].example}
        spellCheck={false}
        maxLength={200}
        value={draft.model}
        onChange={(event) => change({ model: event.currentTarget.value })}
      />
      <TextInput
        label="Name"
        placeholder={draft.model.trim() === "" ? "Taken from the model" : draft.model.trim()}
        maxLength={200}
        value={draft.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <KeyField draft={draft} kept={model?.hasKey === true} onChange={change} />
      <NumberInput
        label="Most tokens of one answer"
        placeholder={draft.provider === "anthropic" ? "4096" : "The provider’s own limit"}
        min={16}
        max={128_000}
        allowDecimal={false}
        value={draft.maxOutputTokens ?? ""}
        onChange={(value) => change({ maxOutputTokens: typeof value === "number" ? value : undefined })}
      />
      {saving.state === "failed" ? <ErrorCard {...saving.error} onDismiss={() => setSaving(idle)} /> : undefined}
      <div className={classes.foot}>
        <Button variant="subtle" color="gray" onClick={closeModelDialog}>
          Cancel
        </Button>
        <span className={classes.end}>
          <Button variant="default" disabled={!usable || saving.state === "running"} onClick={() => void save(true)}>
            Save and check
          </Button>
          <Button type="submit" disabled={!usable || saving.state === "running"}>
            Save
          </Button>
        </span>
      </div>
    </form>
  );
}

interface KeyFieldProps {
  readonly draft: ModelDraft;
  readonly kept: boolean;
  readonly onChange: (part: Partial<ModelDraft>) => void;
}

function KeyField({ draft, kept, onChange }: KeyFieldProps) {
  const { secretStorage } = useCapabilities();
  const place = secretStorage ? "Kept in the keyring." : "Kept in a file that only you can read: there is no keyring.";
  return (
    <div className={classes.key}>
      <PasswordInput
        label="Key"
        description={draft.provider === "openai-compatible" ? `${place} Programs on this computer need none.` : place}
        placeholder={kept ? "A key is kept; left empty, it stays" : ""}
        autoComplete="off"
        maxLength={8192}
        disabled={draft.dropKey}
        value={draft.key}
        visibilityToggleButtonProps={{ "aria-label": "Show the key", tabIndex: 0, "aria-hidden": false }}
        onChange={(event) => onChange({ key: event.currentTarget.value })}
      />
      {kept ? (
        <Checkbox
          label="Take the kept key away"
          checked={draft.dropKey}
          onChange={(event) => onChange({ dropKey: event.currentTarget.checked, key: "" })}
        />
      ) : undefined}
    </div>
  );
}
