import { Spotlight, spotlight, type SpotlightActionGroupData } from "@mantine/spotlight";
import "@mantine/spotlight/styles.layer.css";
import { Search } from "lucide-react";
import { useMemo } from "react";
import { VisuallyHidden } from "@mantine/core";
import { useContributions, type Action } from "#renderer/api/actions.ts";
import { filterActions } from "#renderer/app/palette-filter.ts";
import { KeyHint } from "#renderer/ui/key-hint.tsx";
import classes from "#renderer/app/command-palette.module.css";

/** Groups that are always there, adding a server first; what belongs to the page on screen comes before them. */
const COMMON: readonly string[] = ["Servers", "Assistants", "Models", "Window"];

/** Opens the palette, mounted or about to be. */
export const openPalette = (): void => spotlight.open();

/** Every action that is on offer now. */
export function CommandPalette() {
  const contributions = useContributions();
  const groups = useMemo(() => grouped([...contributions.values()].flat()), [contributions]);
  return (
    <Spotlight
      actions={groups}
      filter={filterActions}
      title={<VisuallyHidden>Find an action</VisuallyHidden>}
      shortcut={null}
      limit={60}
      scrollable
      maxHeight={420}
      size={560}
      yOffset="12vh"
      transitionProps={{ duration: 80, transition: "fade" }}
      overlayProps={{ opacity: 0.4 }}
      nothingFound="No action has these words."
      searchProps={{
        leftSection: <Search size={16} aria-hidden />,
        placeholder: "Find an action or a server",
        "aria-label": "Find an action or a server",
      }}
      classNames={{
        content: classes.content,
        header: classes.header,
        search: classes.search,
        action: classes.action,
        actionsGroup: classes.group,
        actionLabel: classes.label,
      }}
    />
  );
}

function grouped(actions: readonly Action[]): SpotlightActionGroupData[] {
  const groups = new Map<string, SpotlightActionGroupData["actions"]>();
  for (const { id, title, group, keywords, shortcut, run } of actions) {
    if (id === "palette.open") continue;
    const rows = groups.get(group) ?? [];
    groups.set(group, rows);
    rows.push({
      id,
      label: title,
      onClick: run,
      keywords: `${keywords ?? ""} ${group}`,
      ...(shortcut === undefined ? {} : { rightSection: <KeyHint shortcut={shortcut} /> }),
    });
  }
  return [...groups]
    .toSorted(([a], [b]) => COMMON.indexOf(a) - COMMON.indexOf(b))
    .map(([group, rows]) => ({ group, actions: rows }));
}
