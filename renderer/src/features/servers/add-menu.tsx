import { Menu } from "@mantine/core";
import { FileJson, FlaskConical, LifeBuoy, Link, type LucideIcon } from "lucide-react";
import { useOffered } from "#renderer/api/actions.ts";
import type { Dialog } from "#renderer/features/servers/dialogs.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";

/** The ways to come by a server. */
export function AddMenu({ icon, onPick }: { readonly icon: LucideIcon; readonly onPick: (dialog: Dialog) => void }) {
  const bundle = useOffered("bundle.open");
  return (
    <Menu width={240}>
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
        {bundle === undefined ? undefined : (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<LifeBuoy size={16} aria-hidden />} onClick={bundle.run}>
              {bundle.title}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
