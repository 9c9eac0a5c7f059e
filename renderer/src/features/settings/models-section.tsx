import { Button } from "@mantine/core";
import { Pencil, Plus, Trash2 } from "lucide-react";
import { useEffect, useMemo } from "react";
import { useOfferedActions, type Action } from "#renderer/api/actions.ts";
import { useApi, useCapabilities } from "#renderer/api/console-api.tsx";
import { idle, valueOf } from "#renderer/api/remote.ts";
import type { Model } from "#shared/contract/model.ts";
import { openModelDialog } from "#renderer/features/settings/model-dialog.ts";
import { ModelCheckLine } from "#renderer/features/settings/model-check-line.tsx";
import {
  cancelCheck,
  checkModel,
  followModels,
  removeModel,
  useModelsStore,
} from "#renderer/features/settings/models-store.ts";
import { PROVIDERS } from "#renderer/features/settings/providers.ts";
import { ErrorCard } from "#renderer/ui/error-card.tsx";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import classes from "#renderer/features/settings/models-section.module.css";

const NONE: readonly Model[] = [];

/** The real models that conversations may use beside the simulated one. */
export function ModelsSection() {
  const api = useApi();
  const models = useModelsStore((state) => valueOf(state.models) ?? NONE);
  const failed = useModelsStore((state) => state.failed);
  useEffect(() => followModels(api), [api]);
  useOfferedActions(
    useMemo(
      () =>
        models.flatMap((model): readonly Action[] => [
          {
            id: `models.check.${model.id}`,
            title: `Check ${model.name}`,
            group: "Models",
            run: () => void checkModel(api, model),
          },
          {
            id: `models.edit.${model.id}`,
            title: `Edit ${model.name}…`,
            group: "Models",
            run: () => openModelDialog(model),
          },
          {
            id: `models.remove.${model.id}`,
            title: `Remove ${model.name}`,
            group: "Models",
            run: () => void removeModel(api, model),
          },
        ]),
      [api, models],
    ),
  );
  return (
    <>
      <p>
        Conversations run on the simulated model, which needs no key and no network. A real one can take its place: it
        is sent the prompt, the tools, what is said and what tools answer, and nothing else.
      </p>
      {models.length === 0 ? (
        <p>No real model is set up. One that runs on this computer, in Ollama for example, needs no key either.</p>
      ) : (
        <ul className={classes.list}>
          {models.map((model) => (
            <ModelRow key={model.id} model={model} />
          ))}
        </ul>
      )}
      {failed === undefined ? undefined : (
        <ErrorCard {...failed} onDismiss={() => useModelsStore.setState({ failed: undefined })} />
      )}
      <Button
        className={classes.add}
        variant="default"
        leftSection={<Plus size={14} aria-hidden />}
        onClick={() => openModelDialog()}
      >
        Add a model
      </Button>
    </>
  );
}

function ModelRow({ model }: { readonly model: Model }) {
  const api = useApi();
  const { secretStorage } = useCapabilities();
  const check = useModelsStore((state) => state.checks.get(model.id) ?? idle);
  const key = model.hasKey ? (secretStorage ? "key in the keyring" : "key in a file only you can read") : "no key";
  return (
    <li className={classes.row}>
      <div className={classes.head}>
        <div className={classes.what}>
          <span className={classes.name} title={model.name}>
            {model.name}
          </span>
          <span className={classes.facts} title={model.baseUrl}>
            {[PROVIDERS[model.provider].title, model.model, placeOf(model), key].filter(Boolean).join(" · ")}
          </span>
        </div>
        {check.state === "running" ? (
          <Button variant="default" size="compact-sm" onClick={() => cancelCheck(model.id)}>
            Cancel
          </Button>
        ) : (
          <Button variant="default" size="compact-sm" onClick={() => void checkModel(api, model)}>
            Check
          </Button>
        )}
        <IconButton icon={Pencil} label={`Edit ${model.name}`} onClick={() => openModelDialog(model)} />
        <IconButton icon={Trash2} label={`Remove ${model.name}`} onClick={() => void removeModel(api, model)} />
      </div>
      <ModelCheckLine check={check} modelId={model.id} />
    </li>
  );
}

/** The host, where it is not the provider's own. */
function placeOf({ baseUrl }: Model): string {
  return baseUrl === undefined || !URL.canParse(baseUrl) ? "" : new URL(baseUrl).host;
}
