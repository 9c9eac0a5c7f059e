import { withTheme } from "@rjsf/core";
import { Theme } from "@rjsf/mantine";
import type { UiSchema } from "@rjsf/utils";
import { useMemo } from "react";
import { formValidator } from "#renderer/features/calls/form-validator.ts";
import { sayPlace, type Problem } from "#renderer/editor/problems.ts";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import type { Result } from "#shared/base/result.ts";
import { detachSchema } from "#shared/schema/detach-schema.ts";
import { walkSchema } from "#shared/schema/walk-schema.ts";
import classes from "#renderer/features/calls/form-view.module.css";

const Form = withTheme(Theme);
const MAX_PARTS = 400;
const NO_SUBMIT: UiSchema = { "ui:submitButtonOptions": { norender: true } };

interface FormViewProps {
  readonly label: string;
  readonly inputSchema: JsonObject;
  /** The document, or why it cannot be read. */
  readonly read: Result<JsonObject, Problem>;
  readonly onChange: (text: string) => void;
  readonly onProblems: (problems: readonly Problem[]) => void;
}

/** The same arguments as a form. Keys that the schema does not name stay in the document. */
export function FormView({ label, inputSchema, read, onChange, onProblems }: FormViewProps) {
  const schema = useMemo(() => formSchema(inputSchema), [inputSchema]);
  if (!read.ok) {
    return (
      <EmptyState
        title="The form waits for valid JSON."
        text={`${read.error.message} (${sayPlace(read.error)}). Correct it under JSON; the form then shows the same arguments.`}
      />
    );
  }
  if (!schema.ok) return <EmptyState title="There is no form for this tool." text={schema.error} />;
  return (
    // Focusable, because it scrolls.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.scroll} role="region" aria-label={label} tabIndex={0}>
      <Form
        schema={schema.value}
        uiSchema={NO_SUBMIT}
        validator={formValidator}
        formData={read.value}
        liveValidate="onChange"
        showErrorList={false}
        noHtml5Validate
        tagName="div"
        idPrefix="argument"
        experimental_defaultFormStateBehavior={{
          emptyObjectFields: "skipDefaults",
          arrayMinItems: { populate: "never" },
        }}
        onChange={({ formData, errors }) => {
          onChange(JSON.stringify(formData ?? {}, undefined, 2));
          onProblems(
            errors.map(({ property = "", message = "" }) => ({
              kind: "schema",
              line: 1,
              column: 1,
              message: `${property.replace(/^\./, "")} ${message}`.trim(),
            })),
          );
        }}
      />
    </div>
  );
}

function formSchema(inputSchema: JsonObject): Result<JsonObject, string> {
  const detached = detachSchema(inputSchema, "none");
  if (!detached.ok) return { ok: false, error: `Use JSON: ${detached.error}.` };
  const { schema } = detached.value;
  const { nodes } = walkSchema(schema, () => undefined);
  if (nodes > MAX_PARTS) {
    return { ok: false, error: `Use JSON: the schema has ${nodes.toLocaleString("en")} parts, too many for a form.` };
  }
  const { properties } = schema;
  if (!isJsonObject(properties) || Object.keys(properties).length === 0) {
    return { ok: false, error: "It takes no parameters. Under JSON you can send what you like." };
  }
  // The tool's own title and description stand above; the form does not repeat them.
  const { title: _title, description: _description, ...fields } = schema;
  return { ok: true, value: { ...fields, type: "object" } };
}
