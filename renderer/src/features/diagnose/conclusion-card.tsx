import { Button, CopyButton } from "@mantine/core";
import { Check, ClipboardCopy, Download } from "lucide-react";
import { useEffect, useRef } from "react";
import { CodeText } from "#renderer/ui/code-text.tsx";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import type { Diagnosis } from "#shared/mcp/diagnosis.ts";
import { diagnosisMarkdown } from "#shared/report/diagnosis-markdown.ts";
import classes from "#renderer/features/diagnose/conclusion-card.module.css";

interface ConclusionCardProps {
  readonly diagnosis: Diagnosis;
  /** Saves a support bundle; absent where this is one. */
  readonly onSave?: (() => void) | undefined;
}

/** What it comes down to: cause, remedy, and what the platform would do at the start of a conversation. */
export function ConclusionCard({ diagnosis, onSave }: ConclusionCardProps) {
  const { ok, cause, remedy, platform, code, steps } = diagnosis;
  const tone = !ok ? "stopped" : steps.some(({ verdict }) => verdict === "warn") ? "attention" : "good";
  const card = useRef<HTMLElement>(null);
  // What it comes down to is what one came for: it is in view without scrolling, in a low window too.
  useEffect(() => {
    // Newer browsers answer a promise, which must not become the effect's clean-up.
    card.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <section
      ref={card}
      className={classes.card}
      data-tone={tone}
      aria-label={onSave === undefined ? "Conclusion in the bundle" : "Conclusion"}
    >
      <h2 className={classes.cause}>
        <StatusMark tone={tone} size={16} />{" "}
        <span>
          <CodeText text={cause} />
        </span>
      </h2>
      <dl className={classes.parts}>
        <dt>Remedy</dt>
        <dd>
          <CodeText text={remedy} />
        </dd>
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
      <div className={classes.actions}>
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
        {onSave === undefined ? undefined : (
          <Button
            variant="default"
            leftSection={<Download size={14} aria-hidden />}
            title="One file with the steps, the tools, what changed and the exchanges, for another person's console"
            onClick={onSave}
          >
            Save bundle
          </Button>
        )}
      </div>
    </section>
  );
}
