import { Button, Checkbox, Modal, NumberInput } from "@mantine/core";
import { useMemo, useState } from "react";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { formatCount } from "#renderer/ui/format.ts";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import { visibleText } from "#shared/base/visible-text.ts";
import { suiteRowSchema, type SuiteRow } from "#shared/contract/suite.ts";
import { looksEnglish, paraphraseRows } from "#shared/converse/suite/paraphrase.ts";
import classes from "#renderer/features/suites/paraphrase-dialog.module.css";

interface ParaphraseDialogProps {
  /** The rows to say in other words. */
  readonly rows: readonly SuiteRow[];
  /** How many more rows the suite can hold. */
  readonly room: number;
  /** Utterances that the suite has already. */
  readonly known: ReadonlySet<string>;
  readonly onAdd: (rows: readonly SuiteRow[]) => void;
  readonly onClose: () => void;
}

/** Paraphrases shown; more are added all the same. */
const SHOWN = 200;

/** Rows in other words, to be looked at before they are added. Made by rules, always the same ones. */
export function ParaphraseDialog({ rows, room, known, onAdd, onClose }: ParaphraseDialogProps) {
  const [each, setEach] = useState(4);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const made = useMemo(
    () =>
      paraphraseRows(rows, each)
        .flatMap((row) => {
          const fits = suiteRowSchema.safeParse(row);
          return fits.success && !known.has(fits.data.utterance) ? [fits.data] : [];
        })
        .slice(0, room),
    [rows, each, known, room],
  );
  const foreign = rows.filter(
    ({ utterance, paraphraseOf }) => paraphraseOf === undefined && utterance.trim() !== "" && !looksEnglish(utterance),
  );
  const wanted = made.filter(({ id }) => !left.has(id));
  const toggle = (id: string): void =>
    setLeft((now) => {
      const next = new Set(now);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <Modal
      opened
      onClose={onClose}
      title="In other words"
      size={640}
      yOffset="8vh"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <div className={classes.view}>
        <p className={classes.hint}>
          The same request as others would put it: politely, in another order, with a slip of the keyboard, as a speech
          recogniser hears it. English only, made by rules; what sounds wrong can be left out.
        </p>
        <NumberInput
          label="At most, for each row"
          min={1}
          max={12}
          w={160}
          value={each}
          onChange={(count) => setEach(Math.min(12, Math.max(1, Number(count) || 1)))}
        />
        {foreign.length === 0 ? undefined : (
          <p className={classes.foreign} role="note">
            <StatusMark tone="attention" />
            <span>
              {formatCount(foreign.length, "row")} of {rows.length.toLocaleString("en")}{" "}
              {foreign.length === 1 ? "does not look like an English sentence" : "do not look like English sentences"},
              and the rules know no others: write other words yourself.
            </span>
          </p>
        )}
        {made.length === 0 ? (
          <EmptyState title="No other words were found." text="The rules are for English sentences of a few words." />
        ) : (
          <ul className={classes.list} tabIndex={0} aria-label="Paraphrases">
            {made.slice(0, SHOWN).map(({ id, utterance }) => (
              <li key={id}>
                <Checkbox label={visibleText(utterance)} checked={!left.has(id)} onChange={() => toggle(id)} />
              </li>
            ))}
            {made.length > SHOWN ? <li>and {(made.length - SHOWN).toLocaleString("en")} more</li> : undefined}
          </ul>
        )}
        <div className={classes.foot}>
          <Button variant="subtle" color="gray" onClick={onClose}>
            Cancel
          </Button>
          <Button disabled={wanted.length === 0} onClick={() => onAdd(wanted)}>
            Add {formatCount(wanted.length, "row")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
