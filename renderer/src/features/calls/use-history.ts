import { useCallback, useEffect, useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import type { CallRow } from "#shared/contract/call-record.ts";

const PAGE = 100;

/** The calls of one tool, newest first, and what fetches older ones. */
export interface History {
  readonly rows: readonly CallRow[];
  readonly more: boolean;
  readonly loadMore: () => void;
}

/** Reads a tool's history and keeps it current. */
export function useHistory(serverId: string, toolName: string): History {
  const api = useApi();
  const [rows, setRows] = useState<readonly CallRow[]>([]);
  const [more, setMore] = useState(false);

  const read = useCallback(
    (before?: string) =>
      api.call("calls.list", { serverId, toolName, limit: PAGE, ...(before === undefined ? {} : { before }) }),
    [api, serverId, toolName],
  );

  useEffect(() => {
    let wanted = true;
    const refresh = (): void => {
      // A dead wire is said by the connection bar.
      read().then(
        (page) => {
          if (!wanted) return;
          setRows(page);
          setMore(page.length === PAGE);
        },
        () => undefined,
      );
    };
    refresh();
    const end = api.on("call.finished", ({ call }) => {
      if (call.serverId !== serverId || call.toolName !== toolName) return;
      setRows((known) => [call, ...known.filter(({ id }) => id !== call.id)]);
    });
    return () => {
      wanted = false;
      end();
    };
  }, [api, read, serverId, toolName]);

  const loadMore = (): void => {
    const oldest = rows.at(-1);
    if (oldest === undefined) return;
    read(oldest.id).then(
      (page) => {
        setRows((known) => [...known, ...page]);
        setMore(page.length === PAGE);
      },
      () => undefined,
    );
  };
  return { rows, more, loadMore };
}
