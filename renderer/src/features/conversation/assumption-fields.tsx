import { NumberInput, SegmentedControl } from "@mantine/core";
import { ASSUMPTIONS, MOST_ASSUMED_MS, PRESETS, presetOf, type Assumed } from "#shared/converse/voice/assumptions.ts";
import classes from "#renderer/features/conversation/voice-panel.module.css";

interface AssumptionFieldsProps {
  readonly assumed: Assumed;
  readonly onChange: (assumed: Assumed) => void;
}

/** What cannot be measured here, to be set to what one's platform takes. */
export function AssumptionFields({ assumed, onChange }: AssumptionFieldsProps) {
  const preset = presetOf(assumed);
  return (
    <section aria-label="Assumed parts">
      <h3 className={classes.section}>Assumed</h3>
      <SegmentedControl
        aria-label="Assumptions to begin with"
        value={preset ?? ""}
        onChange={(id) => {
          const chosen = PRESETS.find((one) => one.id === id);
          if (chosen !== undefined) onChange(chosen.values);
        }}
        data={[
          ...PRESETS.map(({ id, title }) => ({ value: id, label: title })),
          ...(preset === undefined ? [{ value: "", label: "Your own" }] : []),
        ]}
      />
      <div className={classes.fields}>
        {ASSUMPTIONS.map(({ id, title, says, usual, source }) => (
          <NumberInput
            key={id}
            label={title}
            description={`usual ${usual[0]} to ${usual[1]}`}
            title={`${says} Source: ${source}.`}
            value={assumed[id]}
            min={0}
            max={MOST_ASSUMED_MS}
            step={10}
            suffix=" ms"
            allowDecimal={false}
            allowNegative={false}
            hideControls
            onChange={(value) => typeof value === "number" && onChange({ ...assumed, [id]: value })}
          />
        ))}
      </div>
    </section>
  );
}
