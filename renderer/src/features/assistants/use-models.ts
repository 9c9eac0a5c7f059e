import { useEffect, useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import type { Model } from "#shared/contract/model.ts";

const NONE: readonly Model[] = [];

/** The configured real models, as they change. */
export function useModels(): readonly Model[] {
  const api = useApi();
  const [models, setModels] = useState(NONE);
  useEffect(() => {
    let current = true;
    const keep = (all: readonly Model[]): void => {
      if (current) setModels(all);
    };
    api.call("models.list", {}).then(keep, () => undefined); // only where the wire died; the connection bar says so
    const stop = api.on("models.changed", (change) => keep(change.models));
    return () => {
      current = false;
      stop();
    };
  }, [api]);
  return models;
}
