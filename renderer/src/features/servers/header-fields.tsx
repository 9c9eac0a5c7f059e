import { Button, PasswordInput, TextInput } from "@mantine/core";
import { Plus, Trash2 } from "lucide-react";
import { headerFault, type HeaderRow } from "#renderer/features/servers/server-form.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import classes from "#renderer/features/servers/header-fields.module.css";

interface HeaderFieldsProps {
  readonly rows: readonly HeaderRow[];
  readonly onChange: (rows: readonly HeaderRow[]) => void;
}

/** Extra request headers; the values are secrets, so they are covered while one types. */
export function HeaderFields({ rows, onChange }: HeaderFieldsProps) {
  const edit = (key: number, change: Partial<HeaderRow>): void =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...change } : row)));
  const nextKey = (rows.at(-1)?.key ?? 0) + 1;
  return (
    <div className={classes.fields}>
      {rows.map((row) => (
        <div key={row.key}>
          <div className={classes.row}>
            <TextInput
              aria-label="Header name"
              placeholder="Authorization"
              value={row.name}
              spellCheck={false}
              onChange={(event) => edit(row.key, { name: event.currentTarget.value.trim() })}
            />
            <PasswordInput
              aria-label={`Value of ${row.name === "" ? "the header" : row.name}`}
              placeholder="Bearer …"
              value={row.value}
              autoComplete="off"
              visibilityToggleButtonProps={{ "aria-label": "Show the value", tabIndex: 0, "aria-hidden": false }}
              onChange={(event) => edit(row.key, { value: event.currentTarget.value })}
            />
            <IconButton
              icon={Trash2}
              label="Remove this header"
              onClick={() => onChange(rows.filter(({ key }) => key !== row.key))}
            />
          </div>
          <Fault row={row} />
        </div>
      ))}
      <Button
        className={classes.add}
        variant="subtle"
        color="gray"
        leftSection={<Plus size={14} aria-hidden />}
        onClick={() => onChange([...rows, { key: nextKey, name: "", value: "" }])}
      >
        Add a header
      </Button>
    </div>
  );
}

function Fault({ row }: { readonly row: HeaderRow }) {
  const fault = headerFault(row);
  return fault === undefined ? undefined : (
    <p className={classes.fault} role="alert">
      {fault}
    </p>
  );
}
