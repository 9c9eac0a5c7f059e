import { Button, Group, Modal, Radio, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import { scopesOf, type FindingPlace, type SuppressionScope } from "#renderer/features/lint/suppressions-store.ts";
import type { Diagnostic } from "#shared/lint/diagnostic.ts";

interface SuppressDialogProps {
  /** The finding to be silenced; absent = closed. */
  readonly diagnostic: Diagnostic | undefined;
  readonly place: FindingPlace;
  readonly onClose: () => void;
  readonly onSuppress: (diagnostic: Diagnostic, scope: SuppressionScope, reason: string) => void;
}

/** Asks where a finding is to be silenced, and why: a suppression without a reason is not kept. */
export function SuppressDialog({ diagnostic, place, onClose, onSuppress }: SuppressDialogProps) {
  const [scope, setScope] = useState<SuppressionScope>("finding");
  const [reason, setReason] = useState("");
  const close = (): void => {
    setReason("");
    setScope("finding");
    onClose();
  };
  const scopes = diagnostic === undefined ? [] : scopesOf(diagnostic, place);
  return (
    <Modal
      opened={diagnostic !== undefined}
      onClose={close}
      title={`Silence ${diagnostic?.ruleId ?? ""}`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Stack gap="sm">
        <Radio.Group label="Where" value={scope} onChange={(value) => setScope(value)}>
          <Stack gap={6} mt={4}>
            {scopes.map((one) => (
              <Radio key={one} value={one} label={labelOf(one, diagnostic)} />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          label="Reason"
          description="Shown to whoever wonders later."
          value={reason}
          maxLength={2_000}
          data-autofocus
          autosize
          minRows={2}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button
            disabled={reason.trim() === ""}
            onClick={() => {
              if (diagnostic !== undefined) onSuppress(diagnostic, scope, reason.trim());
              close();
            }}
          >
            Silence
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function labelOf(scope: SuppressionScope, diagnostic: Diagnostic | undefined): string {
  const tool = diagnostic?.target.kind === "tool" ? diagnostic.target.tool : "this tool";
  const labels: Readonly<Record<SuppressionScope, string>> = {
    finding: "This finding only",
    tool: `The rule on ${tool}`,
    server: "The rule on this server",
    assistant: "The rule in this assistant",
    everywhere: "The rule everywhere",
  };
  return labels[scope];
}
