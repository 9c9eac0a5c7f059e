import { SegmentedControl, Table } from "@mantine/core";
import { KeyRound, ShieldAlert } from "lucide-react";
import type { ReactNode } from "react";
import { offeredActions } from "#renderer/api/actions.ts";
import { useApi, useCapabilities } from "#renderer/api/console-api.tsx";
import { chooseTheme, usePreferences } from "#renderer/api/preferences.ts";
import { KeyHint } from "#renderer/ui/key-hint.tsx";
import classes from "#renderer/features/settings/settings-page.module.css";

/** Keys that no action has, because they belong to lists and panes. */
const FIXED_KEYS: readonly (readonly [string, string])[] = [
  ["mod+1", "First tab of a server; to mod 5"],
  ["mod+enter", "Run the tool on screen"],
  ["↑", "Move in a list, ↓ likewise; Page Up, Page Down, Home, End"],
  ["enter", "Open the selected row"],
  ["escape", "Close what floats, empty a filter"],
];

/** How the window looks, where things are kept, the keys, and what this is. */
export function SettingsPage() {
  return (
    <main className={classes.page} data-pane="workbench" tabIndex={-1}>
      <div className={classes.column}>
        <h1>Settings</h1>
        <Section title="Theme">
          <Theme />
        </Section>
        <Section title="Secrets">
          <Secrets />
        </Section>
        <Section title="Data">
          <p>
            Servers, snapshots, calls and examples are kept in one database on this computer. Nothing is sent anywhere
            but to the servers you add: no telemetry, no update check, no account.
          </p>
          <p>A removed server can be brought back until the console is next started; then it is deleted for good.</p>
        </Section>
        <Section title="Keyboard">
          <Keys />
        </Section>
        <Section title="About">
          <About />
        </Section>
      </div>
    </main>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={classes.section} aria-label={title}>
      <h2>{title}</h2>
      <div className={classes.body}>{children}</div>
    </section>
  );
}

function Theme() {
  const api = useApi();
  const theme = usePreferences((state) => state.theme);
  return (
    <SegmentedControl
      aria-label="Theme"
      size="xs"
      data-pane-focus
      value={theme}
      onChange={(choice) => chooseTheme(api, choice)}
      data={[
        { value: "system", label: "System" },
        { value: "light", label: "Light" },
        { value: "dark", label: "Dark" },
      ]}
    />
  );
}

function Secrets() {
  const { secretStorage, secretStorageReason } = useCapabilities();
  return (
    <>
      <p className={classes.marked}>
        {secretStorage ? <KeyRound size={16} aria-hidden /> : <ShieldAlert size={16} aria-hidden />}
        <span>
          {secretStorage
            ? "Tokens and header values are sealed with this computer’s keyring."
            : "Tokens and header values are kept in a file that only your user can read, because there is no keyring to seal them with."}
          {secretStorageReason === undefined ? "" : ` ${secretStorageReason}`}
        </span>
      </p>
      <p>
        They are masked in every list, title, log, export and error; the full URL is shown or copied only when you ask
        for it.
      </p>
    </>
  );
}

function Keys() {
  const rows = offeredActions().flatMap(({ shortcut, title }) =>
    shortcut === undefined ? [] : [[shortcut, title] as const],
  );
  return (
    <Table className={classes.keys} verticalSpacing={4} horizontalSpacing={0} withRowBorders={false}>
      <Table.Tbody>
        {[...rows, ...FIXED_KEYS].map(([shortcut, title]) => (
          <Table.Tr key={shortcut}>
            <Table.Th scope="row">
              <KeyHint shortcut={shortcut} />
            </Table.Th>
            <Table.Td>{title}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function About() {
  const { shell, version } = useCapabilities();
  return (
    <>
      <p>
        Preflight {version}, {shell === "desktop" ? "desktop" : "in the browser"}.
      </p>
      <p>
        Tested by its own journeys on Linux x64 only: the desktop window in Electron 33.2, the browser shell in Debian’s
        Chromium. Other systems and the Electron release that installs ship with have not been tried.
      </p>
    </>
  );
}
