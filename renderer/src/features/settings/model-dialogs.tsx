import { Modal } from "@mantine/core";
import { closeModelDialog, useModelDialog } from "#renderer/features/settings/model-dialog.ts";
import { ModelForm } from "#renderer/features/settings/model-form.tsx";

/** The dialog in which a model is set up; opens from anywhere. */
export function ModelDialogs() {
  const { opened, opening, model } = useModelDialog();
  return (
    <Modal
      opened={opened}
      onClose={closeModelDialog}
      title={model === undefined ? "Add a model" : `Edit ${model.name}`}
      size={560}
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <ModelForm key={opening} model={model} />
    </Modal>
  );
}
