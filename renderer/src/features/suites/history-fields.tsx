import { Button, NativeSelect, Textarea } from "@mantine/core";
import { ChevronRight, Plus, Trash2 } from "lucide-react";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import type { SuiteRow } from "#shared/contract/suite.ts";
import classes from "#renderer/features/suites/row-editor.module.css";

type Said = NonNullable<SuiteRow["history"]>[number];

interface HistoryFieldsProps {
  readonly history: readonly Said[];
  readonly onChange: (history: readonly Said[]) => void;
}

/** What was said before the utterance, oldest first. */
export function HistoryFields({ history, onChange }: HistoryFieldsProps) {
  return (
    <details className={classes.history}>
      <summary>
        <ChevronRight size={14} aria-hidden /> Said before{history.length === 0 ? "" : ` ·${history.length}`}
      </summary>
      {history.map(({ role, text }, index) => (
        // What was said has no identity but its place.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className={classes.said}>
          <NativeSelect
            aria-label={`Who said part ${index + 1}`}
            value={role}
            data={[
              { value: "user", label: "Caller" },
              { value: "assistant", label: "Assistant" },
            ]}
            onChange={(event) =>
              onChange(history.with(index, { text, role: event.currentTarget.value === "user" ? "user" : "assistant" }))
            }
          />
          <Textarea
            autosize
            minRows={1}
            maxRows={5}
            aria-label={`Part ${index + 1}`}
            maxLength={20_000}
            value={text}
            onChange={(event) => onChange(history.with(index, { role, text: event.currentTarget.value }))}
          />
          <IconButton
            icon={Trash2}
            label={`Remove part ${index + 1}`}
            onClick={() => onChange(history.filter((_said, at) => at !== index))}
          />
        </div>
      ))}
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        leftSection={<Plus size={14} aria-hidden />}
        disabled={history.length >= 50}
        onClick={() =>
          onChange([...history, { role: history.at(-1)?.role === "user" ? "assistant" : "user", text: "" }])
        }
      >
        Add what was said
      </Button>
    </details>
  );
}
