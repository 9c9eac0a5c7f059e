import { Button, Group, Modal, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";

interface ExampleNameDialogProps {
  readonly title: string;
  readonly opened: boolean;
  /** What stands in the field at first. */
  readonly start: string;
  readonly onClose: () => void;
  readonly onName: (name: string) => void;
}

/** Asks for the name of an example. */
export function ExampleNameDialog({ title, opened, start, onClose, onName }: ExampleNameDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={title} size="sm" closeButtonProps={{ "aria-label": "Close" }}>
      <NameForm start={start} onClose={onClose} onName={onName} />
    </Modal>
  );
}

function NameForm({ start, onClose, onName }: Omit<ExampleNameDialogProps, "title" | "opened">) {
  const [name, setName] = useState(start);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onName(name.trim());
    onClose();
  };
  return (
    <form onSubmit={submit}>
      <TextInput
        label="Name"
        description="What this call shows: “open tickets of one customer”."
        data-autofocus
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Group justify="flex-end" mt="md" gap="sm">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" disabled={name.trim() === ""}>
          Save
        </Button>
      </Group>
    </form>
  );
}
