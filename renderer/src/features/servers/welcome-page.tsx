import { Button } from "@mantine/core";
import { FileJson, MessagesSquare, Plus } from "lucide-react";
import { useState } from "react";
import { idle, running, type Remote } from "#renderer/api/remote.ts";
import { ErrorCard } from "#renderer/ui/error-card.tsx";
import type { ConsoleError } from "#shared/base/console-error.ts";
import { openDialog } from "#renderer/features/servers/dialogs.ts";
import { SampleCards } from "#renderer/features/servers/sample-cards.tsx";
import classes from "#renderer/features/servers/welcome-page.module.css";

interface WelcomePageProps {
  readonly onAdded: (serverId: string) => void;
  /** Opens the demonstration; answers why not. */
  readonly onDemo: () => Promise<ConsoleError | undefined>;
}

/** The window without a server: what it is for, one thing to do, and the samples to try it on. */
export function WelcomePage({ onAdded, onDemo }: WelcomePageProps) {
  const [demo, setDemo] = useState<Remote<undefined>>(idle);
  const begin = async (): Promise<void> => {
    setDemo(running);
    const error = await onDemo();
    setDemo(error === undefined ? idle : { state: "failed", error });
  };
  return (
    <div className={classes.page} data-pane="workbench" tabIndex={-1}>
      <div className={classes.column}>
        <h1 className={classes.title}>See what an assistant will see, before it does.</h1>
        <p className={classes.text}>
          Add the URL of an MCP server to see the tools that a conversation would register, and call them.
        </p>
        <div className={classes.actions}>
          <Button
            leftSection={<Plus size={16} aria-hidden />}
            onClick={() => openDialog({ kind: "add" })}
            data-pane-focus
          >
            Add a server
          </Button>
          <Button
            variant="subtle"
            color="gray"
            leftSection={<FileJson size={16} aria-hidden />}
            onClick={() => openDialog({ kind: "import" })}
          >
            Import a client’s config
          </Button>
        </div>
        <section className={classes.demo} aria-label="Demonstration">
          <div>
            <h2>See it in a conversation</h2>
            <p>
              A sample server, an assistant and a first question: what is discovered, which tool is chosen and why, what
              it answers. Everything runs on this computer.
            </p>
          </div>
          <Button
            variant="default"
            leftSection={<MessagesSquare size={16} aria-hidden />}
            loading={demo.state === "running"}
            onClick={() => void begin()}
          >
            See a demonstration
          </Button>
        </section>
        {demo.state === "failed" ? <ErrorCard {...demo.error} onDismiss={() => setDemo(idle)} /> : undefined}
        <h2 className={classes.heading}>Or start a sample server</h2>
        <SampleCards onAdded={onAdded} />
      </div>
    </div>
  );
}
