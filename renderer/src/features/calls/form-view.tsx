import { withTheme } from "@rjsf/core";
import TextWidget from "@rjsf/core/lib/components/widgets/TextWidget.js";
import { Theme } from "@rjsf/mantine";
import type { UiSchema } from "@rjsf/utils";
import { useMemo } from "react";
import { formSchema } from "#renderer/features/calls/form-schema.ts";
import { formValidator } from "#renderer/features/calls/form-validator.ts";
import { sayPlace, type Problem } from "#renderer/editor/problems.ts";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import type { JsonObject } from "#shared/base/json.ts";
import type { Result } from "#shared/base/result.ts";
import classes from "#renderer/features/calls/form-view.module.css";

const Form = withTheme(Theme);
// Dates are typed as the schema names them: a picker would show, and send, another time zone's idea of them.
const WIDGETS = {
  DateWidget: TextWidget,
  DateTimeWidget: TextWidget,
  TimeWidget: TextWidget,
  FileWidget: TextWidget,
};
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
        widgets={WIDGETS}
        useFallbackUiForUnsupportedType
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
