import { Input, SegmentedControl } from "@mantine/core";
import type { TransportChoice } from "#renderer/features/servers/server-form.ts";

interface TransportFieldProps {
  readonly value: TransportChoice;
  readonly onChange: (choice: TransportChoice) => void;
}

/** Which transport to speak; finding out is right for nearly every server. */
export function TransportField({ value, onChange }: TransportFieldProps) {
  return (
    <Input.Wrapper label="Transport" labelElement="div" id="transport">
      <div>
        <SegmentedControl
          aria-label="Transport"
          value={value}
          onChange={onChange}
          data={[
            { value: "auto", label: "Find out" },
            { value: "streamable-http", label: "Streamable HTTP" },
            { value: "sse", label: "SSE" },
          ]}
        />
      </div>
    </Input.Wrapper>
  );
}
