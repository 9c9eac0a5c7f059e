import { Button } from "@mantine/core";
import { FileJson, Plus } from "lucide-react";
import { openDialog } from "#renderer/features/servers/dialogs.ts";
import { SampleCards } from "#renderer/features/servers/sample-cards.tsx";
import classes from "#renderer/features/servers/welcome-page.module.css";

/** The window without a server: what it is for, one thing to do, and the samples to try it on. */
export function WelcomePage({ onAdded }: { readonly onAdded: (serverId: string) => void }) {
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
        <h2 className={classes.heading}>Or start a sample server</h2>
        <SampleCards onAdded={onAdded} />
      </div>
    </div>
  );
}
