import { Button } from "@mantine/core";
import { Unplug } from "lucide-react";
import classes from "#renderer/app/connection-bar.module.css";

const SAID = {
  lost: "The console's core is not answering. What is on screen was read before that; nothing new is sent.",
  refused:
    "This page is not let in: the link was used before, or the console was started anew. Open the new link that `preflight serve` prints.",
};

/** A calm line across the window while the core is gone. */
export function ConnectionBar({
  loss,
  onReconnect,
}: {
  readonly loss: keyof typeof SAID;
  readonly onReconnect: () => void;
}) {
  return (
    <div className={classes.bar} role="alert">
      <Unplug size={16} aria-hidden />
      <span>{SAID[loss]}</span>
      <Button size="sm" variant="default" onClick={onReconnect}>
        Reconnect
      </Button>
    </div>
  );
}
