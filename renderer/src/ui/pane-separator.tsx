import { Separator } from "react-resizable-panels";
import classes from "#renderer/ui/pane-separator.module.css";

/** The hairline between two panes, draggable and reachable by keyboard. `label` names it: "Resize the list". */
export function PaneSeparator({ label }: { readonly label: string }) {
  return <Separator className={classes.separator} aria-label={label} />;
}
