import { Button, NativeSelect } from "@mantine/core";
import { Play } from "lucide-react";
import { useEffect, useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { idle, running, type Remote } from "#renderer/api/remote.ts";
import type { SampleServer } from "#shared/contract/server.ts";
import { addSample, followSamples, useSamples } from "#renderer/features/servers/samples-store.ts";
import { ErrorCard } from "#renderer/ui/error-card.tsx";
import classes from "#renderer/features/servers/sample-cards.module.css";

/** The servers that ship with the console; one press starts, adds and discovers one. */
export function SampleCards({ onAdded }: { readonly onAdded: (serverId: string) => void }) {
  const api = useApi();
  const samples = useSamples();
  useEffect(() => followSamples(api), [api]);
  return (
    <ul className={classes.cards}>
      {samples.map((sample) => (
        <li key={sample.id}>
          <SampleCard sample={sample} onAdded={onAdded} />
        </li>
      ))}
    </ul>
  );
}

function SampleCard({
  sample,
  onAdded,
}: {
  readonly sample: SampleServer;
  readonly onAdded: (serverId: string) => void;
}) {
  const api = useApi();
  const [path, setPath] = useState(sample.surfaces[0]?.path);
  const [adding, setAdding] = useState<Remote<undefined>>(idle);
  const start = async (): Promise<void> => {
    setAdding(running);
    const added = await addSample(
      api,
      sample,
      sample.surfaces.find((surface) => surface.path === path),
    );
    if (added.ok) {
      setAdding(idle);
      onAdded(added.value.id);
    } else setAdding({ state: "failed", error: added.error });
  };
  return (
    <article className={classes.card}>
      <h3 className={classes.title}>{sample.title}</h3>
      <p className={classes.summary}>{sample.summary}</p>
      <div className={classes.foot}>
        {sample.surfaces.length < 2 ? undefined : (
          <NativeSelect
            className={classes.surface}
            aria-label={`Surface of ${sample.title}`}
            value={path ?? ""}
            onChange={(event) => setPath(event.currentTarget.value)}
            data={sample.surfaces.map((surface) => ({ value: surface.path, label: surface.title }))}
          />
        )}
        <Button
          variant="default"
          leftSection={<Play size={14} aria-hidden />}
          disabled={adding.state === "running"}
          aria-label={`Start ${sample.title}`}
          onClick={() => void start()}
        >
          {adding.state === "running" ? "Starting…" : "Start"}
        </Button>
      </div>
      {adding.state === "failed" ? (
        <ErrorCard
          said={adding.error.said}
          next={adding.error.next}
          code={adding.error.code}
          onDismiss={() => setAdding(idle)}
        />
      ) : undefined}
    </article>
  );
}
