import { Button, Modal, Tabs } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { closeBundle, pickBundle, type OpenedFile } from "#renderer/features/bundle/bundle-store.ts";
import { ErrorCard } from "#renderer/ui/error-card.tsx";
import { formatAge } from "#renderer/ui/format.ts";
import { MaskedUrl } from "#renderer/ui/masked-url.tsx";
import { useNow } from "#renderer/ui/use-now.ts";
import type { SupportBundle } from "#shared/report/support-bundle.ts";
import classes from "#renderer/features/bundle/bundle-view.module.css";

/** One part of a bundle: drawn by the feature that draws the same of a live server, so the app gives it. */
export interface BundlePart {
  readonly id: string;
  readonly title: string;
  readonly render: (bundle: SupportBundle) => ReactNode;
}

interface BundleViewProps {
  readonly opened: boolean;
  readonly file: OpenedFile;
  readonly parts: readonly BundlePart[];
}

/** A support bundle, read-only and offline: who wrote it when, and its parts. */
export function BundleView({ opened, file, parts }: BundleViewProps) {
  return (
    <Modal
      opened={opened}
      onClose={closeBundle}
      title={`Support bundle: ${file.name}`}
      size="min(1200px, 94vw)"
      yOffset="4vh"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {"trouble" in file ? (
        <ErrorCard
          said={file.trouble}
          next="Ask for the file anew: a console writes it with “Save bundle” on the Diagnose tab."
        >
          <Button variant="default" onClick={() => void pickBundle()}>
            Open another file
          </Button>
        </ErrorCard>
      ) : (
        <Opened key={`${file.name} ${file.bundle.writtenAt}`} bundle={file.bundle} parts={parts} />
      )}
    </Modal>
  );
}

function Opened({ bundle, parts }: { readonly bundle: SupportBundle; readonly parts: readonly BundlePart[] }) {
  const { server, writtenAt, version } = bundle;
  const now = useNow();
  const [tab, setTab] = useState(parts[0]?.id ?? "");
  return (
    <div className={classes.view}>
      <header className={classes.header}>
        <h2>{server.name}</h2>
        <MaskedUrl url={server.maskedUrl} />
        <p>
          Written {formatAge(Date.parse(writtenAt), now)} ({new Date(writtenAt).toLocaleString("en-GB")}) by Preflight{" "}
          {version}. Read-only: nothing here is asked of the server.
        </p>
      </header>
      <Tabs value={tab} onChange={(id) => id !== null && setTab(id)} className={classes.tabs} keepMounted={false}>
        <Tabs.List aria-label="Parts of the bundle">
          {parts.map(({ id, title }) => (
            <Tabs.Tab key={id} value={id}>
              {title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {parts.map(({ id, render }) => (
          <Tabs.Panel key={id} value={id} className={classes.panel}>
            {render(bundle)}
          </Tabs.Panel>
        ))}
      </Tabs>
    </div>
  );
}
