import { MantineProvider } from "@mantine/core";
import { useEffect, useState } from "react";
import { ConsoleApiProvider } from "#renderer/api/console-api.tsx";
import { loadPreferences, usePreferences } from "#renderer/api/preferences.ts";
import { ConnectionBar } from "#renderer/app/connection-bar.tsx";
import { ErrorBoundary } from "#renderer/app/error-boundary.tsx";
import { Frame } from "#renderer/app/frame.tsx";
import { restorePlace } from "#renderer/app/navigation.ts";
import { cssVariables, theme } from "#renderer/theme/theme.ts";
import type { Capabilities } from "#shared/contract/methods.ts";
import { connect, type ConsoleApi } from "#shared/rpc/connect.ts";
import type { Wire } from "#shared/rpc/wire.ts";
import classes from "#renderer/app/session.module.css";

interface SessionProps {
  readonly openWire: (onRefused: () => void) => Wire;
  /** How to come back where a new wire is not enough. */
  readonly reopen?: () => void;
  /** `test` draws without transitions and portals. */
  readonly env?: "default" | "test";
}

interface Live {
  readonly api: ConsoleApi;
  readonly capabilities: Capabilities;
}

type Loss = "lost" | "refused";

/** Keeps a connection to the core and mounts the window on it. A lost one leaves what was read on screen. */
export function Session({ openWire, reopen, env = "default" }: SessionProps) {
  const [attempt, setAttempt] = useState(0);
  const [live, setLive] = useState<Live>();
  const [loss, setLoss] = useState<Loss>();
  const scheme = usePreferences((state) => state.theme);

  useEffect(() => {
    let current = true;
    const lose = (how: Loss): void => {
      if (current) setLoss((known) => known ?? how);
    };
    const api = connect(openWire(() => lose("refused")));
    const stop = api.onDisconnected(() => lose("lost"));
    Promise.all([api.call("app.capabilities", {}), loadPreferences(api)]).then(
      ([capabilities]) => {
        if (!current) return;
        if (attempt === 0) restorePlace();
        setLive({ api, capabilities });
        setLoss(undefined);
      },
      () => lose("lost"),
    );
    return () => {
      current = false;
      void stop();
      if (reopen === undefined) api.close();
    };
    // The wire is opened anew only when someone asks for it.
  }, [attempt]);

  const reconnect = (): void => {
    if (reopen !== undefined) return reopen();
    setLoss(undefined);
    setAttempt((number) => number + 1);
  };

  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      env={env}
      {...(scheme === "system" ? { defaultColorScheme: "auto" as const } : { forceColorScheme: scheme })}
    >
      <div className={classes.window}>
        {loss === undefined ? undefined : <ConnectionBar loss={loss} onReconnect={reconnect} />}
        {live === undefined ? undefined : (
          <ErrorBoundary part="The window">
            <ConsoleApiProvider {...live}>
              <Frame />
            </ConsoleApiProvider>
          </ErrorBoundary>
        )}
      </div>
    </MantineProvider>
  );
}
