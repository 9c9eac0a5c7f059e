import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { RawTab } from "#renderer/features/tools/raw-tab.tsx";
import type { ToolView } from "#shared/mcp/tool.ts";

/** The input schema as sent, and the output schema where there is one. */
export function SchemaTab({ tool }: { readonly tool: ToolView }) {
  const [side, setSide] = useState("input");
  const { inputSchema, outputSchema } = tool;
  if (outputSchema === undefined) return <RawTab label={`Input schema of ${tool.name}`} value={inputSchema} />;
  return (
    <RawTab
      key={side}
      label={`${side === "input" ? "Input" : "Output"} schema of ${tool.name}`}
      value={side === "input" ? inputSchema : outputSchema}
    >
      <SegmentedControl
        size="xs"
        aria-label="Which schema"
        value={side}
        onChange={setSide}
        data={[
          { value: "input", label: "Input" },
          { value: "output", label: "Output" },
        ]}
      />
    </RawTab>
  );
}
