import { showNotification } from "@mantine/notifications";
import type { ConsoleError } from "#shared/base/console-error.ts";

/** Says an expected failure that has no place of its own on screen. Stays until it is closed. */
export function sayFailure(error: ConsoleError): void {
  showNotification({
    title: error.said,
    message: error.next,
    color: "red",
    autoClose: false,
    closeButtonProps: { "aria-label": "Dismiss" },
  });
}
