import { SegmentedControl, Table } from "@mantine/core";
import { KeyRound, ShieldAlert } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import { offeredActions } from "#renderer/api/actions.ts";
import { useApi, useCapabilities } from "#renderer/api/console-api.tsx";
import { chooseTheme, usePreferences } from "#renderer/api/preferences.ts";
import { ModelsSection } from "#renderer/features/settings/models-section.tsx";
import { KeyHint } from "#renderer/ui/key-hint.tsx";
import classes from "#renderer/features/settings/settings-page.module.css";

interface KeyRow {
  readonly shortcuts: readonly string[];
  readonly title: string;
}

/** Keys that no action on offer has: they belong to a server's page, to lists and to what floats. */
const FIXED_KEYS: readonly KeyRow[] = [
  { shortcuts: ["mod+1", "mod+5"], title: "First to fifth tab of a server" },
  { shortcuts: ["mod+enter"], title: "Run the tool on screen" },
  { shortcuts: ["mod+shift+D"], title: "Discover the server on screen again" },
  { shortcuts: ["↑+↓"], title: "Move in a list; Page Up, Page Down, Home and End too" },
  { shortcuts: ["enter"], title: "Open the selected row" },
  { shortcuts: ["escape"], title: "Close what floats, empty a filter" },
];

/** How the window looks, where things are kept, the keys, and what this is. */
export function SettingsPage() {
  return (
    <div className={classes.page} data-pane="workbench" tabIndex={-1}>
      <div className={classes.column}>
        <h1>Settings</h1>
        <Section title="Theme">
          <Theme />
        </Section>
        <Section title="Models">
          <ModelsSection />
        </Section>
        <Section title="Secrets">
          <Secrets />
        </Section>
        <Section title="Data">
          <p>
            Servers, snapshots, calls, conversations and suites are kept in one database on this computer. Nothing is
            sent anywhere but to the servers, models and tools you add: no telemetry, no update check, no account.
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
    </div>
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
          Tokens, keys and header values are{" "}
          {secretStorage
            ? "sealed with this computer’s keyring."
            : "not sealed: they are kept in a file that only your user can read."}
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
  const offered = offeredActions().flatMap(({ shortcut, title }): readonly KeyRow[] =>
    shortcut === undefined ? [] : [{ shortcuts: [shortcut], title }],
  );
  return (
    <Table className={classes.keys} verticalSpacing={4} horizontalSpacing={0} withRowBorders={false}>
      <Table.Tbody>
        {[...offered, ...FIXED_KEYS].map(({ shortcuts, title }) => (
          <Table.Tr key={title}>
            <Table.Th scope="row">
              {shortcuts.map((shortcut, index) => (
                <Fragment key={shortcut}>
                  {index === 0 ? "" : " – "}
                  <KeyHint shortcut={shortcut} />
                </Fragment>
              ))}
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
