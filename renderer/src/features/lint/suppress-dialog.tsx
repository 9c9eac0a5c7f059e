import { Button, Group, Modal, Radio, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import type { SuppressionScope } from "#renderer/features/lint/suppressions-store.ts";
import type { Diagnostic } from "#shared/lint/diagnostic.ts";

interface SuppressDialogProps {
  /** The finding to be silenced; absent = closed. */
  readonly diagnostic: Diagnostic | undefined;
  readonly onClose: () => void;
  readonly onSuppress: (diagnostic: Diagnostic, scope: SuppressionScope, reason: string) => void;
}

/** Asks where a finding is to be silenced, and why: a suppression without a reason is not kept. */
export function SuppressDialog({ diagnostic, onClose, onSuppress }: SuppressDialogProps) {
  const [scope, setScope] = useState<SuppressionScope>("finding");
  const [reason, setReason] = useState("");
  const close = (): void => {
    setReason("");
    setScope("finding");
    onClose();
  };
  const tool = diagnostic?.target.kind === "tool" ? diagnostic.target.tool : undefined;
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
            <Radio value="finding" label="This finding only" />
            {tool === undefined ? undefined : <Radio value="tool" label={`The rule on ${tool}`} />}
            <Radio value="everywhere" label="The rule everywhere" />
          </Stack>
        </Radio.Group>
        <Textarea
          label="Reason"
          description="Shown to whoever wonders later."
          value={reason}
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
