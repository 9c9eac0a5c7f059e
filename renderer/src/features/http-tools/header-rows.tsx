import { Button, Checkbox, PasswordInput, TextInput } from "@mantine/core";
import { Plus, Trash2 } from "lucide-react";
import type { HeaderField } from "#renderer/features/http-tools/http-tool-form.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import classes from "#renderer/features/http-tools/http-tools.module.css";

interface HeaderRowsProps {
  readonly rows: readonly HeaderField[];
  readonly onChange: (rows: readonly HeaderField[]) => void;
}

/** The headers of a custom tool. A secret one is covered, and its value stays in the core. */
export function HeaderRows({ rows, onChange }: HeaderRowsProps) {
  const edit = (key: number, change: Partial<HeaderField>): void =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...change } : row)));
  const nextKey = Math.max(-1, ...rows.map(({ key }) => key)) + 1;
  return (
    <div className={classes.headers}>
      {rows.map(({ key, name, secret, value, kept }) => {
        const said = name === "" ? "the header" : name;
        const shared = {
          value,
          autoComplete: "off",
          onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
            edit(key, { value: event.currentTarget.value }),
        };
        return (
          <div key={key} className={classes.header}>
            <TextInput
              aria-label="Header name"
              placeholder="Authorization"
              spellCheck={false}
              value={name}
              onChange={(event) => edit(key, { name: event.currentTarget.value.trim() })}
            />
            {secret ? (
              <PasswordInput
                aria-label={`Value of ${said}`}
                placeholder={kept ? "unchanged" : "Bearer …"}
                visibilityToggleButtonProps={{ "aria-label": "Show the value", tabIndex: 0, "aria-hidden": false }}
                {...shared}
              />
            ) : (
              <TextInput aria-label={`Value of ${said}`} placeholder="application/json" {...shared} />
            )}
            <Checkbox
              label="secret"
              aria-label={`${said} is secret`}
              checked={secret}
              // What is kept covered stays covered: to uncover it, its value is typed anew.
              onChange={(event) => edit(key, { secret: event.currentTarget.checked, kept: false })}
            />
            <IconButton
              icon={Trash2}
              label={`Remove ${said}`}
              onClick={() => onChange(rows.filter((row) => row.key !== key))}
            />
          </div>
        );
      })}
      <Button
        className={classes.start}
        variant="subtle"
        color="gray"
        leftSection={<Plus size={14} aria-hidden />}
        onClick={() => onChange([...rows, { key: nextKey, name: "", secret: true, value: "", kept: false }])}
      >
        Add a header
      </Button>
    </div>
  );
}
