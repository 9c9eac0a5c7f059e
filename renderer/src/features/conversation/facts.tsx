import type { ReactNode } from "react";
import classes from "#renderer/features/conversation/inspector.module.css";

/** A few facts in a line, points between them. */
export function Facts({ facts }: { readonly facts: readonly ReactNode[] }) {
  const said = facts.filter((fact) => fact !== "");
  if (said.length === 0) return undefined;
  return (
    <p className={classes.facts}>
      {said.map((fact, index) => (
        // Facts have no identity but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <span key={index}>{fact}</span>
      ))}
    </p>
  );
}
