import { Menu } from "@mantine/core";
import { FileJson, FlaskConical, Link, type LucideIcon } from "lucide-react";
import type { Dialog } from "#renderer/features/servers/dialogs.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";

/** The ways to come by a server. */
export function AddMenu({ icon, onPick }: { readonly icon: LucideIcon; readonly onPick: (dialog: Dialog) => void }) {
  return (
    <Menu width={220}>
      <Menu.Target>
        <IconButton icon={icon} label="Add a server" />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Link size={16} aria-hidden />} onClick={() => onPick({ kind: "add" })}>
          Paste a URL…
        </Menu.Item>
        <Menu.Item leftSection={<FileJson size={16} aria-hidden />} onClick={() => onPick({ kind: "import" })}>
          Import a client’s config…
        </Menu.Item>
        <Menu.Item leftSection={<FlaskConical size={16} aria-hidden />} onClick={() => onPick({ kind: "samples" })}>
          Sample servers…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
