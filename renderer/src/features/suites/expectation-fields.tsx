import { Autocomplete, Button, NativeSelect, SegmentedControl } from "@mantine/core";
import { Plus, Trash2 } from "lucide-react";
import { useMemo, useState } from "react";
import { editorSchema } from "#renderer/editor/editor-schema.ts";
import { JsonEditor } from "#renderer/editor/json-editor.tsx";
import { formatCount } from "#renderer/ui/format.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import { type JsonObject, readJsonObject } from "#shared/base/json.ts";
import type { Expectation } from "#shared/contract/suite.ts";
import classes from "#renderer/features/suites/row-editor.module.css";

interface ExpectationFieldsProps {
  readonly rowId: string;
  readonly expect: Expectation;
  readonly tools: ReadonlyMap<string, JsonObject>;
  readonly onChange: (expect: Expectation) => void;
}

type ExpectedCall = Extract<Expectation, { kind: "call" }>["calls"][number];

const MATCHES = [
  { value: "ignored", label: "with any arguments" },
  { value: "partial", label: "with at least these arguments" },
  { value: "exact", label: "with exactly these arguments" },
] as const;

/** What should come of an utterance: tools with their arguments, no tool, or a question back. */
export function ExpectationFields({ rowId, expect, tools, onChange }: ExpectationFieldsProps) {
  const names = useMemo(() => [...tools.keys()], [tools]);
  const first = expect.kind === "call" ? expect.calls[0]?.tool : expect.kind === "ask" ? expect.tool : undefined;
  const choose = (kind: string): void => {
    if (kind === "none") onChange({ kind: "none" });
    else if (kind === "ask")
      onChange(first === undefined || first === "" ? { kind: "ask" } : { kind: "ask", tool: first });
    else onChange({ kind: "call", calls: [{ tool: first ?? "", match: "ignored" }] });
  };
  return (
    <div className={classes.expectation}>
      <h3 className={classes.label}>What should come of it</h3>
      <SegmentedControl
        aria-label="What should come of it"
        value={expect.kind}
        onChange={choose}
        data={[
          { value: "call", label: "A call" },
          { value: "none", label: "No tool" },
          { value: "ask", label: "A question back" },
        ]}
      />
      {expect.kind === "ask" ? (
        <Autocomplete
          label="For which tool something is missing"
          placeholder="any"
          data={names}
          limit={50}
          value={expect.tool ?? ""}
          onChange={(tool) => onChange(tool === "" ? { kind: "ask" } : { kind: "ask", tool })}
        />
      ) : undefined}
      {expect.kind === "call" ? (
        <>
          {expect.calls.map((call, index) => (
            <CallFields
              // Calls of one row have no identity but their place.
              // oxlint-disable-next-line react/no-array-index-key
              key={`${rowId} ${index}`}
              documentKey={`${rowId} ${index} ${call.match}`}
              call={call}
              names={names}
              schema={tools.get(call.tool)}
              several={expect.calls.length > 1}
              onChange={(next) => onChange({ kind: "call", calls: expect.calls.with(index, next) })}
              onRemove={() => onChange({ kind: "call", calls: expect.calls.filter((_call, at) => at !== index) })}
            />
          ))}
          {expect.calls.length >= 20 ? undefined : (
            <Button
              className={classes.start}
              variant="subtle"
              color="gray"
              size="compact-sm"
              leftSection={<Plus size={14} aria-hidden />}
              onClick={() => onChange({ kind: "call", calls: [...expect.calls, { tool: "", match: "ignored" }] })}
            >
              And another call
            </Button>
          )}
        </>
      ) : undefined}
    </div>
  );
}

interface CallFieldsProps {
  readonly documentKey: string;
  readonly call: ExpectedCall;
  readonly names: readonly string[];
  readonly schema: JsonObject | undefined;
  readonly several: boolean;
  readonly onChange: (call: ExpectedCall) => void;
  readonly onRemove: () => void;
}

function CallFields({ documentKey, call, names, schema, several, onChange, onRemove }: CallFieldsProps) {
  const accepted = Object.keys(call.accept ?? {}).length;
  return (
    <div className={classes.call}>
      <div className={classes.callHead}>
        <Autocomplete
          aria-label="Tool"
          placeholder="search_tickets"
          data={[...names]}
          limit={50}
          value={call.tool}
          classNames={{ input: classes.mono }}
          onChange={(tool) => onChange({ ...call, tool })}
        />
        {several ? (
          <IconButton icon={Trash2} label={`Remove the call of ${call.tool}`} onClick={onRemove} />
        ) : undefined}
      </div>
      {call.tool !== "" && names.length > 0 && !names.includes(call.tool) ? (
        <p className={classes.hint}>
          <StatusMark tone="attention" /> The assistant is given no tool of this name.
        </p>
      ) : undefined}
      <NativeSelect
        aria-label="How the arguments compare"
        value={call.match}
        data={[...MATCHES]}
        onChange={(event) => {
          const match = MATCHES.find(({ value }) => value === event.currentTarget.value)?.value ?? "ignored";
          onChange({ ...call, match, ...(match === "ignored" || call.args !== undefined ? {} : { args: {} }) });
        }}
      />
      {call.match === "ignored" ? undefined : (
        <ArgumentsField key={documentKey} documentKey={documentKey} call={call} schema={schema} onChange={onChange} />
      )}
      {accepted === 0 ? undefined : (
        <p className={classes.hint}>{formatCount(accepted, "argument")} may have one of several values, as imported.</p>
      )}
    </div>
  );
}

/** The expected arguments as text. What is no JSON object yet stays here and is not taken over. */
function ArgumentsField({
  documentKey,
  call,
  schema,
  onChange,
}: Pick<CallFieldsProps, "documentKey" | "call" | "schema" | "onChange">) {
  const [text, setText] = useState(() => JSON.stringify(call.args ?? {}, undefined, 2));
  const fits = useMemo(
    () => (schema === undefined ? undefined : editorSchema(withoutRequired(schema)).schema),
    [schema],
  );
  const change = (typed: string): void => {
    setText(typed);
    const value = readJsonObject(typed);
    if (value !== undefined) onChange({ ...call, args: value });
  };
  return (
    <>
      <div className={classes.json}>
        <JsonEditor label="Expected arguments" documentKey={documentKey} value={text} schema={fits} onChange={change} />
      </div>
      {readJsonObject(text) === undefined ? (
        <p className={classes.fault} role="alert">
          This is not a JSON object yet: the arguments stay as they were.
        </p>
      ) : undefined}
    </>
  );
}

/** A row may expect fewer arguments than the tool requires. */
function withoutRequired(schema: JsonObject): JsonObject {
  const { required: _required, ...rest } = schema;
  return rest;
}
