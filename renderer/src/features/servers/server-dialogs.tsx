import { Modal } from "@mantine/core";
import { AddServerForm } from "#renderer/features/servers/add-server-form.tsx";
import { closeDialog, useDialog, type Dialog } from "#renderer/features/servers/dialogs.ts";
import { EditServerForm } from "#renderer/features/servers/edit-server-form.tsx";
import { ImportForm } from "#renderer/features/servers/import-form.tsx";
import { SampleCards } from "#renderer/features/servers/sample-cards.tsx";
import { focusAfterDialog } from "#renderer/ui/focus.ts";

const TITLES: Record<Dialog["kind"], string> = {
  add: "Add a server",
  edit: "Edit server",
  import: "Import a client’s config",
  samples: "Sample servers",
};

/** Whichever dialog of the servers is open. `onOpen` is told which server to show afterwards. */
export function ServerDialogs({ onOpen }: { readonly onOpen: (serverId: string) => void }) {
  const { opened, dialog: shown } = useDialog();
  if (shown === undefined) return undefined;
  const done = (serverId: string): void => {
    closeDialog();
    onOpen(serverId);
  };
  return (
    <Modal
      opened={opened}
      onClose={closeDialog}
      onExitTransitionEnd={focusAfterDialog}
      title={TITLES[shown.kind]}
      size={shown.kind === "samples" ? 720 : 600}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {shown.kind === "add" ? <AddServerForm onAdded={done} /> : undefined}
      {shown.kind === "edit" ? <EditServerForm key={shown.serverId} serverId={shown.serverId} /> : undefined}
      {shown.kind === "import" ? <ImportForm onImported={done} /> : undefined}
      {shown.kind === "samples" ? <SampleCards onAdded={done} /> : undefined}
    </Modal>
  );
}
