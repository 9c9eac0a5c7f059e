import { Button } from "@mantine/core";
import { useMemo, useState, type FormEvent } from "react";
import { useApi, useCapabilities } from "#renderer/api/console-api.tsx";
import { newId } from "#renderer/api/jobs.ts";
import { idle, running, type Remote } from "#renderer/api/remote.ts";
import { HttpToolFields } from "#renderer/features/http-tools/http-tool-fields.tsx";
import { faultsOf, startForm, toolOf } from "#renderer/features/http-tools/http-tool-form.ts";
import { closeHttpToolDialog, type HttpToolSeed } from "#renderer/features/http-tools/http-tool-dialog.ts";
import { saveHttpTool, useHttpTools } from "#renderer/features/http-tools/http-tools-store.ts";
import { ErrorCard } from "#renderer/ui/error-card.tsx";
import type { HttpTool } from "#shared/contract/http-tool.ts";
import classes from "#renderer/features/http-tools/http-tools.module.css";

interface HttpToolEditorProps {
  readonly stored?: HttpTool;
  readonly seed?: HttpToolSeed | undefined;
  /** The assistant that a new tool is given to. */
  readonly assistantId?: string | undefined;
}

/** Makes or changes a custom HTTP tool. */
export function HttpToolEditor({ stored, seed, assistantId }: HttpToolEditorProps) {
  const api = useApi();
  const capabilities = useCapabilities();
  const [id] = useState(() => stored?.id ?? newId());
  const [form, setForm] = useState(() => startForm(stored ?? seed ?? {}, stored));
  const [told, setTold] = useState(false);
  const [saving, setSaving] = useState<Remote<undefined>>(idle);
  const all = useHttpTools();
  const taken = useMemo(() => new Set(all?.filter((one) => one.id !== id).map(({ name }) => name)), [all, id]);
  const faults = faultsOf(form, stored, taken);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTold(true);
    const tool = toolOf(id, form, stored);
    if (tool === undefined || Object.keys(faults).length > 0 || saving.state === "running") return;
    setSaving(running);
    const saved = await saveHttpTool(api, tool, assistantId);
    if (saved.ok) closeHttpToolDialog();
    else setSaving({ state: "failed", error: saved.error });
  };
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
      <HttpToolFields
        form={form}
        stored={stored}
        faults={faults}
        told={told}
        secrets={
          capabilities.secretStorage
            ? "Secret values are kept in the keyring of this computer and never shown again."
            : "Secret values are kept in a file that only you can read, and never shown again."
        }
        onChange={(change) => setForm((now) => ({ ...now, ...change }))}
      />
      {saving.state === "failed" ? <ErrorCard {...saving.error} onDismiss={() => setSaving(idle)} /> : undefined}
      <div className={classes.foot}>
        <Button variant="subtle" color="gray" onClick={closeHttpToolDialog}>
          Cancel
        </Button>
        <Button type="submit" disabled={saving.state === "running"}>
          {stored === undefined ? "Add the tool" : "Save"}
        </Button>
      </div>
    </form>
  );
}
