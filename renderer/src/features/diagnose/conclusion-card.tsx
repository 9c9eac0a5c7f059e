import { Button, CopyButton } from "@mantine/core";
import { Check, ClipboardCopy } from "lucide-react";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import type { Diagnosis } from "#shared/mcp/diagnosis.ts";
import { diagnosisMarkdown } from "#shared/report/diagnosis-markdown.ts";
import classes from "#renderer/features/diagnose/conclusion-card.module.css";

/** What it comes down to: cause, remedy, and what the platform would do at the start of a conversation. */
export function ConclusionCard({ diagnosis }: { readonly diagnosis: Diagnosis }) {
  const { ok, cause, remedy, platform, code, steps } = diagnosis;
  const tone = !ok ? "stopped" : steps.some(({ verdict }) => verdict === "warn") ? "attention" : "good";
  return (
    <section className={classes.card} data-tone={tone} aria-label="Conclusion">
      <h2 className={classes.cause}>
        <StatusMark tone={tone} size={16} /> {cause}
      </h2>
      <dl className={classes.parts}>
        <dt>Remedy</dt>
        <dd>{remedy}</dd>
        <dt>Platform</dt>
        <dd>{platform}</dd>
        {code === undefined ? undefined : (
          <>
            <dt>Code</dt>
            <dd>
              <code>{code}</code>
            </dd>
          </>
        )}
      </dl>
      <CopyButton value={diagnosisMarkdown(diagnosis)} timeout={1_500}>
        {({ copied, copy }) => (
          <Button
            variant="default"
            leftSection={copied ? <Check size={14} aria-hidden /> : <ClipboardCopy size={14} aria-hidden />}
            onClick={copy}
          >
            {copied ? "Report copied" : "Copy report"}
          </Button>
        )}
      </CopyButton>
    </section>
  );
}
