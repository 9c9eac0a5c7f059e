import { CopyButton } from "@mantine/core";
import { Check, Copy } from "lucide-react";
import { IconButton } from "#renderer/ui/icon-button.tsx";

/** Copies a text; says so for a moment. `what` completes "Copy …". */
export function CopyText({ text, what }: { readonly text: string; readonly what: string }) {
  return (
    <CopyButton value={text} timeout={1_500}>
      {({ copied, copy }) => (
        <IconButton icon={copied ? Check : Copy} label={copied ? "Copied" : `Copy ${what}`} onClick={copy} />
      )}
    </CopyButton>
  );
}
