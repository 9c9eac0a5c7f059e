import { useMemo } from "react";
import { BundleView, type BundlePart } from "#renderer/features/bundle/bundle-view.tsx";
import { useBundle } from "#renderer/features/bundle/bundle-store.ts";
import { ToolsPart } from "#renderer/features/bundle/tools-part.tsx";
import { ConclusionCard } from "#renderer/features/diagnose/conclusion-card.tsx";
import { StepList } from "#renderer/features/diagnose/step-list.tsx";
import { ComparisonView } from "#renderer/features/drift/comparison-view.tsx";
import { ExchangeBrowser } from "#renderer/features/traffic/exchange-browser.tsx";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import type { Comparison } from "#shared/contract/drift.ts";
import type { Json } from "#shared/base/json.ts";
import { diff } from "#shared/drift/diff.ts";
import type { Snapshot } from "#shared/mcp/snapshot.ts";
import type { SupportBundle } from "#shared/report/support-bundle.ts";
import classes from "#renderer/app/bundle-window.module.css";

const PARTS: readonly BundlePart[] = [
  { id: "diagnosis", title: "Diagnosis", render: (bundle) => <DiagnosisPart bundle={bundle} /> },
  { id: "tools", title: "Tools", render: (bundle) => <ToolsPart bundle={bundle} /> },
  { id: "drift", title: "Drift", render: (bundle) => <DriftPart bundle={bundle} /> },
  { id: "traffic", title: "Traffic", render: (bundle) => <TrafficPart bundle={bundle} /> },
];

/** The support bundle that was opened, its parts drawn as those of a live server are. */
export function BundleWindow() {
  const { opened, file } = useBundle();
  return file === undefined ? undefined : <BundleView opened={opened} file={file} parts={PARTS} />;
}

interface PartProps {
  readonly bundle: SupportBundle;
}

function DiagnosisPart({ bundle: { diagnosis } }: PartProps) {
  if (diagnosis === undefined) return <EmptyState title="The bundle was written without a diagnosis." />;
  return (
    // Focusable, because it scrolls.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={classes.diagnosis} aria-label="Diagnosis in the bundle" tabIndex={0}>
      <StepList steps={diagnosis.steps} />
      <ConclusionCard diagnosis={diagnosis} />
    </section>
  );
}

function DriftPart({ bundle: { previous, snapshot } }: PartProps) {
  const comparison = useMemo(
    () => (previous === undefined || snapshot === undefined ? undefined : compare(previous, snapshot)),
    [previous, snapshot],
  );
  if (comparison === undefined)
    return (
      <EmptyState
        title="Nothing is known to have changed."
        text="The list was the same in every discovery run that the bundle knows of."
      />
    );
  return <ComparisonView comparison={comparison} />;
}

const now = (): number => performance.now();
const SEARCH_MS = 500;

const side = ({ takenAt, tools }: Snapshot): Comparison["before"] => ({
  title: takenAt,
  takenAt,
  tools: tools.map(({ raw }) => raw as Json),
});

function compare(previous: Snapshot, snapshot: Snapshot): Comparison {
  const before = side(previous);
  const after = side(snapshot);
  // A file of someone else's must not keep this window busy: the search for calls that break ends after a moment.
  return { before, after, drift: diff(before.tools, after.tools, { now, until: now() + SEARCH_MS }), calls: [] };
}

function TrafficPart({ bundle: { exchanges } }: PartProps) {
  const newest = useMemo(
    () =>
      exchanges
        .toSorted((a, b) => b.startedAt.localeCompare(a.startedAt))
        .map((exchange) => Object.assign({ serverId: "", jobId: "" }, exchange)),
    [exchanges],
  );
  if (newest.length === 0) return <EmptyState title="The bundle holds no exchange." />;
  return <ExchangeBrowser exchanges={newest} />;
}
