import { Modal } from "@mantine/core";
import { useEffect } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { HttpToolEditor } from "#renderer/features/http-tools/http-tool-editor.tsx";
import { HttpToolTry } from "#renderer/features/http-tools/http-tool-try.tsx";
import { closeHttpToolDialog, useHttpToolDialog } from "#renderer/features/http-tools/http-tool-dialog.ts";
import { followHttpTools } from "#renderer/features/http-tools/http-tools-store.ts";

/** The dialogs about custom HTTP tools. */
export function HttpToolDialogs() {
  const api = useApi();
  const dialog = useHttpToolDialog((state) => state.dialog);
  useEffect(() => followHttpTools(api), [api]);
  if (dialog === undefined) return undefined;
  const title =
    dialog.kind === "add"
      ? "Add a custom HTTP tool"
      : dialog.kind === "edit"
        ? `Edit ${dialog.tool.name}`
        : `Try ${dialog.tool.name}`;
  return (
    <Modal
      opened
      onClose={closeHttpToolDialog}
      title={title}
      size={680}
      yOffset="5vh"
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {dialog.kind === "add" ? (
        <HttpToolEditor seed={dialog.seed} assistantId={dialog.assistantId} />
      ) : dialog.kind === "edit" ? (
        <HttpToolEditor stored={dialog.tool} />
      ) : (
        <HttpToolTry tool={dialog.tool} />
      )}
    </Modal>
  );
}
