import { Button } from "@mantine/core";
import { hideNotification, showNotification } from "@mantine/notifications";

/** Says what was done, with a button that takes it back. */
export function offerUndo(id: string, title: string, undo: () => Promise<void>): void {
  showNotification({
    id,
    title,
    message: (
      <Button
        variant="default"
        size="compact-xs"
        onClick={() => {
          void undo();
          hideNotification(id);
        }}
      >
        Undo
      </Button>
    ),
    closeButtonProps: { "aria-label": "Dismiss" },
  });
}
