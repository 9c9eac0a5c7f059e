import { Button } from "@mantine/core";
import { hideNotification, showNotification } from "@mantine/notifications";

/** Says what was done, with a way back. */
export function offerUndo(title: string, undo: () => void): void {
  const id = `undo-${crypto.randomUUID()}`;
  showNotification({
    id,
    title,
    message: (
      <Button
        variant="default"
        size="compact-xs"
        onClick={() => {
          undo();
          hideNotification(id);
        }}
      >
        Undo
      </Button>
    ),
    closeButtonProps: { "aria-label": "Dismiss" },
  });
}
