import { MantineProvider } from "@mantine/core";
import { ConsoleApiProvider } from "#renderer/api/console-api.tsx";
import { usePreferences } from "#renderer/api/preferences.ts";
import { ConnectionBar } from "#renderer/app/connection-bar.tsx";
import { ErrorBoundary } from "#renderer/ui/error-boundary.tsx";
import { ErrorCard } from "#renderer/ui/error-card.tsx";
import { Frame } from "#renderer/app/frame.tsx";
import { useSession } from "#renderer/app/session-store.ts";
import { cssVariables, theme } from "#renderer/theme/theme.ts";
import classes from "#renderer/app/session.module.css";

interface SessionProps {
  readonly onReconnect: () => void;
  /** `test` draws without transitions and portals. */
  readonly env?: "default" | "test";
}

/** The window on whatever connection there is. */
export function Session({ onReconnect, env = "default" }: SessionProps) {
  const { live, loss, trouble } = useSession();
  const scheme = usePreferences((state) => state.theme);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      env={env}
      {...(scheme === "system" ? { defaultColorScheme: "auto" as const } : { forceColorScheme: scheme })}
    >
      <div className={classes.window}>
        {loss === undefined ? undefined : <ConnectionBar loss={loss} onReconnect={onReconnect} />}
        {trouble === undefined ? undefined : (
          <div className={classes.trouble}>
            <ErrorCard {...trouble} onDismiss={() => useSession.setState({ trouble: undefined })} />
          </div>
        )}
        {live === undefined ? undefined : (
          <ErrorBoundary part="The window">
            <ConsoleApiProvider live={live}>
              <Frame />
            </ConsoleApiProvider>
          </ErrorBoundary>
        )}
      </div>
      <section id="floating" aria-label="Menus, tips and notes" />
    </MantineProvider>
  );
}
