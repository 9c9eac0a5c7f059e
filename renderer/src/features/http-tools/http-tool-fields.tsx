import { Button, NumberInput, Select, Switch, Textarea, TextInput } from "@mantine/core";
import { JsonEditor } from "#renderer/editor/json-editor.tsx";
import { HeaderRows } from "#renderer/features/http-tools/header-rows.tsx";
import {
  METHODS,
  parametersOf,
  placeholders,
  readSchema,
  withParameters,
  type Faults,
  type HttpToolForm,
} from "#renderer/features/http-tools/http-tool-form.ts";
import { SCHEMA_OF_SCHEMAS } from "#renderer/features/http-tools/schema-of-schemas.ts";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import type { HttpTool } from "#shared/contract/http-tool.ts";
import classes from "#renderer/features/http-tools/http-tools.module.css";

interface HttpToolFieldsProps {
  readonly form: HttpToolForm;
  /** The tool that is edited. */
  readonly stored: HttpTool | undefined;
  readonly faults: Faults;
  /** Whether faults are told; not before the first try to save. */
  readonly told: boolean;
  /** Where secrets are kept, in one sentence. */
  readonly secrets: string;
  readonly onChange: (change: Partial<HttpToolForm>) => void;
}

/** Everything that a custom tool is made of. */
export function HttpToolFields({ form, stored, faults, told, secrets, onChange }: HttpToolFieldsProps) {
  const fault = (field: keyof Faults) => (told ? faults[field] : undefined);
  return (
    <>
      <TextInput
        label="Name"
        description="What the model calls it."
        placeholder="get_order"
        data-autofocus
        maxLength={64}
        spellCheck={false}
        classNames={{ input: classes.mono }}
        value={form.name}
        withErrorStyles={false}
        error={fault("name")}
        onChange={(event) => onChange({ name: event.currentTarget.value.trim() })}
      />
      <Textarea
        label="Description"
        description="What it does, and when to use it: all that the model has to go by."
        autosize
        minRows={2}
        maxRows={8}
        maxLength={20_000}
        value={form.description}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
      />
      <div className={classes.address}>
        <Select
          label="Method"
          data={[...METHODS]}
          value={form.method}
          allowDeselect={false}
          onChange={(method) => onChange({ method: METHODS.find((one) => one === method) ?? "GET" })}
        />
        <TextInput
          label="URL"
          placeholder={stored?.url ?? "https://api.example.com/orders/{id}"}
          maxLength={8192}
          spellCheck={false}
          classNames={{ input: classes.mono }}
          value={form.url}
          withErrorStyles={false}
          error={fault("url")}
          onChange={(event) => onChange({ url: event.currentTarget.value })}
        />
      </div>
      <p className={classes.hint}>
        {"{name}"} is filled from the arguments. The other arguments go to the{" "}
        {form.method === "GET" || form.method === "DELETE" ? "query" : "JSON body"}.
        {stored !== undefined && form.url === "" ? " Left empty, the address stays as it is." : ""}
      </p>
      <div>
        <h3 className={classes.label}>Headers</h3>
        <HeaderRows rows={form.headers} onChange={(headers) => onChange({ headers })} />
        {fault("headers") === undefined ? undefined : <p className={classes.fault}>{faults.headers}</p>}
        {form.headers.some(({ secret }) => secret) ? <p className={classes.hint}>{secrets}</p> : undefined}
      </div>
      <div>
        <h3 className={classes.label}>Schema of the arguments</h3>
        <div className={classes.editor}>
          <JsonEditor
            label="Schema of the arguments"
            documentKey={stored?.id ?? "new"}
            value={form.schemaText}
            schema={SCHEMA_OF_SCHEMAS}
            onChange={(schemaText) => onChange({ schemaText })}
          />
        </div>
        <SchemaNote form={form} stored={stored} fault={faults.schema} onChange={onChange} />
      </div>
      <div className={classes.last}>
        <Switch
          label="It only reads"
          description="Then a conversation calls it without asking."
          checked={form.readOnly}
          onChange={(event) => onChange({ readOnly: event.currentTarget.checked })}
        />
        <NumberInput
          label="Timeout, seconds"
          min={0.1}
          max={120}
          step={1}
          value={form.timeoutSeconds}
          withErrorStyles={false}
          error={fault("timeout")}
          onChange={(seconds) => onChange({ timeoutSeconds: Number(seconds) })}
        />
      </div>
    </>
  );
}

interface SchemaNoteProps extends Pick<HttpToolFieldsProps, "form" | "stored" | "onChange"> {
  readonly fault: string | undefined;
}

/** What is wrong with the schema, or what the address asks for that it does not have. */
function SchemaNote({ form, stored, fault, onChange }: SchemaNoteProps) {
  if (fault !== undefined) return <p className={classes.fault}>{fault}</p>;
  const schema = readSchema(form.schemaText);
  if (!schema.ok) return undefined;
  const known = new Set(parametersOf(schema.value));
  const missing = placeholders(form.url === "" ? (stored?.url ?? "") : form.url).filter((name) => !known.has(name));
  if (missing.length === 0) return undefined;
  return (
    <p className={classes.missing}>
      <StatusMark tone="attention" /> The URL needs {missing.map((name) => `{${name}}`).join(", ")}, which no parameter
      gives.{" "}
      <Button
        variant="default"
        size="compact-xs"
        onClick={() => onChange({ schemaText: withParameters(form.schemaText, missing) })}
      >
        Add to the schema
      </Button>
    </p>
  );
}
