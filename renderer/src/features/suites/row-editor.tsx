import { Button, Textarea } from "@mantine/core";
import { Copy, Plus, Trash2, WandSparkles } from "lucide-react";
import type { KeyboardEvent } from "react";
import { ExpectationFields } from "#renderer/features/suites/expectation-fields.tsx";
import { HistoryFields } from "#renderer/features/suites/history-fields.tsx";
import type { ShownRow } from "#renderer/features/suites/filter-rows.ts";
import { TryList } from "#renderer/features/suites/try-list.tsx";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import type { JsonObject } from "#shared/base/json.ts";
import type { SuiteRow } from "#shared/contract/suite.ts";
import classes from "#renderer/features/suites/row-editor.module.css";

interface RowEditorProps {
  readonly shown: ShownRow;
  /** The input schemas of the tools that the assistant is given, by name. */
  readonly tools: ReadonlyMap<string, JsonObject>;
  readonly onChange: (row: SuiteRow) => void;
  readonly onAdd: () => void;
  readonly onDuplicate: () => void;
  readonly onParaphrase: () => void;
  readonly onRemove: () => void;
}

/** One row: what is said, what should come of it, and what came of it. */
export function RowEditor({ shown, tools, onChange, onAdd, onDuplicate, onParaphrase, onRemove }: RowEditorProps) {
  const { row, place, result } = shown;
  return (
    // Focusable, because it scrolls; Esc goes back to the list from any field inside.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions
    <section
      className={classes.editor}
      aria-label={`Row ${place}`}
      data-pane="suite-row"
      tabIndex={0}
      onKeyDown={backToList}
    >
      <header className={classes.header}>
        <h2>
          Row {place.toLocaleString("en")}
          {row.paraphraseOf === undefined ? "" : ", a paraphrase"}
        </h2>
        <IconButton icon={Plus} label="Add a row below" onClick={onAdd} />
        <IconButton icon={Copy} label="Duplicate the row" onClick={onDuplicate} />
        <IconButton icon={Trash2} label="Remove the row" onClick={onRemove} />
      </header>
      <Textarea
        label="Someone says"
        description="Enter adds the next row, Shift Enter a line."
        autosize
        minRows={2}
        maxRows={6}
        maxLength={20_000}
        value={row.utterance}
        onChange={(event) => onChange({ ...row, utterance: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          onAdd();
        }}
      />
      <ExpectationFields
        rowId={row.id}
        expect={row.expect}
        tools={tools}
        onChange={(expect) => onChange({ ...row, expect })}
      />
      <HistoryFields
        history={row.history ?? []}
        onChange={(history) => {
          const { history: _before, ...rest } = row;
          onChange(history.length === 0 ? rest : { ...rest, history: [...history] });
        }}
      />
      <Button
        className={classes.start}
        variant="default"
        leftSection={<WandSparkles size={14} aria-hidden />}
        disabled={row.utterance.trim() === "" || row.paraphraseOf !== undefined}
        onClick={onParaphrase}
      >
        In other words…
      </Button>
      {result === undefined ? undefined : <TryList tries={result.tries} />}
    </section>
  );
}

function backToList(event: KeyboardEvent): void {
  if (event.key !== "Escape") return;
  event.preventDefault();
  document.querySelector<HTMLElement>("[data-pane=suite-rows] [role=listbox]")?.focus();
}
