import { Modal } from "@mantine/core";
import { closeModelDialog, useModelDialog } from "#renderer/features/settings/model-dialog.ts";
import { ModelForm } from "#renderer/features/settings/model-form.tsx";
import { focusAfterDialog } from "#renderer/ui/focus.ts";

/** The dialog in which a model is set up; opens from anywhere. */
export function ModelDialogs() {
  const { opened, opening, model } = useModelDialog();
  return (
    <Modal
      opened={opened}
      onClose={closeModelDialog}
      onExitTransitionEnd={focusAfterDialog}
      title={model === undefined ? "Add a model" : `Edit ${model.name}`}
      size={560}
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <ModelForm key={opening} model={model} />
    </Modal>
  );
}
