import { Button } from "@mantine/core";
import { Component, type ReactNode } from "react";
import { ErrorCard } from "#renderer/ui/error-card.tsx";
import { PartNotLoaded } from "#renderer/ui/lazy-part.ts";
import classes from "#renderer/ui/error-boundary.module.css";

interface Props {
  readonly children: ReactNode;
  /** Which part of the window it guards, as the start of a sentence: "Activity". */
  readonly part: string;
}

interface State {
  readonly broken: { readonly notLoaded: boolean; readonly evidence: string } | undefined;
}

/** Catches a bug of ours in one part of the window, so that the rest goes on. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { broken: undefined };

  static getDerivedStateFromError(error: unknown): State {
    const evidence = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { broken: { notLoaded: error instanceof PartNotLoaded, evidence: evidence.slice(0, 2048) } };
  }

  override render(): ReactNode {
    const { broken } = this.state;
    if (broken === undefined) return this.props.children;
    return (
      <div className={classes.place}>
        {broken.notLoaded ? (
          <ErrorCard
            said={`${this.props.part} could not be shown: its code could not be fetched.`}
            next="Load the window again once the console’s core answers. Nothing is lost by that."
            code="E_PART_NOT_LOADED"
            evidence={broken.evidence}
          >
            <Button variant="default" onClick={() => window.location.reload()}>
              Load the window again
            </Button>
          </ErrorCard>
        ) : (
          <ErrorCard
            said={`${this.props.part} stopped working because of a mistake in the console.`}
            next="Nothing was lost: servers, snapshots and calls are kept by the core. Show it again; if it stops again, report the evidence."
            code="E_BUG"
            evidence={broken.evidence}
          >
            <Button variant="default" onClick={() => this.setState({ broken: undefined })}>
              Show it again
            </Button>
          </ErrorCard>
        )}
      </div>
    );
  }
}
