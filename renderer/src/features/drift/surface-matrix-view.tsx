import { Button, Chip, Modal, MultiSelect } from "@mantine/core";
import { useEffect, useMemo, useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { surfaceMatrix, type MatrixRow } from "#renderer/features/drift/surface-matrix.ts";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { formatCount } from "#renderer/ui/format.ts";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import { VirtualList } from "#renderer/ui/virtual-list.tsx";
import type { Server } from "#shared/contract/server.ts";
import type { Snapshot } from "#shared/mcp/snapshot.ts";
import classes from "#renderer/features/drift/surface-matrix-view.module.css";

/** More columns than this cannot be read. */
const MOST = 8;

interface SurfaceMatrixViewProps {
  readonly opened: boolean;
  readonly servers: readonly Server[];
  /** The servers that are compared first. */
  readonly first: readonly string[];
  readonly onClose: () => void;
  /** Opens what differs between two servers. */
  readonly onCompare: (before: Server, after: Server) => void;
}

/** Tool by server: which server lists what, and where the same name stands for different definitions. */
export function SurfaceMatrixView({ opened, servers, first, onClose, onCompare }: SurfaceMatrixViewProps) {
  const [ids, setIds] = useState(first);
  const chosen = ids.flatMap((id) => servers.filter((server) => server.id === id));
  const snapshots = useNewestLists(chosen.map(({ id }) => id));
  const [base, ...others] = chosen;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Tools by server"
      size="min(1100px, 94vw)"
      yOffset="6vh"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <div className={classes.view}>
        <MultiSelect
          aria-label="Servers to compare"
          placeholder={ids.length === 0 ? "Choose servers" : ""}
          data={servers.map(({ id, name }) => ({ value: id, label: name }))}
          value={[...ids]}
          maxValues={MOST}
          searchable
          hidePickedOptions
          onChange={setIds}
        />
        {base === undefined || others.length === 0 ? (
          <EmptyState title="Choose two servers or more." text="Each tool becomes a row, each server a column." />
        ) : (
          <>
            <Rows servers={chosen} snapshots={chosen.map(({ id }) => snapshots.get(id))} />
            <div className={classes.foot}>
              {others.map((other) => (
                <Button key={other.id} variant="default" onClick={() => onCompare(base, other)}>
                  What differs: {base.name} → {other.name}
                </Button>
              ))}
            </div>
          </>
        )}
      </div>
    </Modal>
  );
}

interface RowsProps {
  readonly servers: readonly Server[];
  readonly snapshots: readonly (Snapshot | undefined)[];
}

function Rows({ servers, snapshots }: RowsProps) {
  const [onlyDifferent, setOnlyDifferent] = useState(true);
  const [selected, setSelected] = useState<string>();
  const rows = useMemo(() => surfaceMatrix(snapshots), [snapshots]);
  const different = rows.filter(({ differs, partial }) => differs || partial);
  const shown = onlyDifferent ? different : rows;
  const columns = { gridTemplateColumns: `minmax(180px, 2fr) repeat(${servers.length}, minmax(0, 1fr))` };
  return (
    <>
      <div className={classes.bar}>
        <Chip size="xs" checked={onlyDifferent} onChange={setOnlyDifferent}>
          only what differs
        </Chip>
        <span role="status">
          {formatCount(rows.length, "tool")}; {rows.filter(({ partial }) => partial).length} not everywhere,{" "}
          {rows.filter(({ differs }) => differs).length} with different definitions
        </span>
      </div>
      <div className={classes.head} style={columns} aria-hidden>
        <span>Tool</span>
        {servers.map(({ id, name }) => (
          <span key={id} title={name}>
            {name}
          </span>
        ))}
      </div>
      <div className={classes.list}>
        {shown.length === 0 ? (
          <EmptyState title="They list the same tools." text="Every definition is the same on all of them." />
        ) : (
          <VirtualList
            items={shown}
            label="Tools by server"
            rowHeight={30}
            keyOf={({ name }) => name}
            selectedKey={selected}
            onSelect={({ name }) => setSelected(name)}
            renderRow={(row) => <Row row={row} servers={servers} columns={columns} />}
          />
        )}
      </div>
    </>
  );
}

interface RowProps {
  readonly row: MatrixRow;
  readonly servers: readonly Server[];
  readonly columns: { readonly gridTemplateColumns: string };
}

function Row({ row: { name, variants }, servers, columns }: RowProps) {
  return (
    <div className={classes.row} style={columns}>
      <code title={name}>{name}</code>
      {variants.map((variant, column) => {
        const where = servers[column]?.name ?? "";
        const said = variant === undefined ? "missing" : variant === 0 ? "listed" : "different";
        return (
          <span key={servers[column]?.id ?? column} className={classes.cell} data-said={said}>
            <StatusMark
              tone={variant === undefined ? "quiet" : variant === 0 ? "good" : "attention"}
              label={`${said} on ${where}`}
            />
            {said === "listed" ? undefined : <span aria-hidden>{said}</span>}
          </span>
        );
      })}
    </div>
  );
}

/** The newest list of each server, read when the choice changes. */
function useNewestLists(ids: readonly string[]): ReadonlyMap<string, Snapshot> {
  const api = useApi();
  const [lists, setLists] = useState<ReadonlyMap<string, Snapshot>>(new Map());
  const key = ids.join("\n");
  useEffect(() => {
    let current = true;
    const wanted = key === "" ? [] : key.split("\n");
    Promise.all(wanted.map((serverId) => api.call("snapshots.latest", { serverId }))).then(
      (read) => {
        if (!current) return;
        const found = read.flatMap((list, index) => (list === null ? [] : [[wanted[index] ?? "", list] as const]));
        setLists(new Map(found));
      },
      () => undefined, // only where the wire died; the connection bar says so
    );
    return () => {
      current = false;
    };
  }, [api, key]);
  return lists;
}
