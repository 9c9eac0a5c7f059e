import classes from "#renderer/ui/progress-line.module.css";

/** A thin bar along the top edge of the pane whose work is under way. Takes no room, so nothing jumps. */
export function ProgressLine({ label }: { readonly label: string }) {
  return <div className={classes.line} role="progressbar" aria-label={label} />;
}
