import { Button } from "@mantine/core";
import { Component, type ReactNode } from "react";
import { ErrorCard } from "#renderer/ui/error-card.tsx";
import classes from "#renderer/app/error-boundary.module.css";

interface Props {
  readonly children: ReactNode;
  /** Which part of the window it guards: "Activity". */
  readonly part: string;
}

interface State {
  readonly broken: string | undefined;
}

/** Catches a bug of ours in one part of the window, so that the rest goes on. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { broken: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { broken: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }

  override render(): ReactNode {
    const { broken } = this.state;
    if (broken === undefined) return this.props.children;
    return (
      <div className={classes.place}>
        <ErrorCard
          said={`${this.props.part} stopped working because of a mistake in the console.`}
          next="Nothing was lost: servers, snapshots and calls are kept by the core. Show it again; if it stops again, report the evidence."
          code="E_BUG"
          evidence={broken.slice(0, 2048)}
        >
          <Button variant="default" onClick={() => this.setState({ broken: undefined })}>
            Show it again
          </Button>
        </ErrorCard>
      </div>
    );
  }
}
