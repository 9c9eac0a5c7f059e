import { ChevronDown, ChevronRight } from "lucide-react";
import { useMemo, useState } from "react";
import { ServerText } from "#renderer/editor/server-text.tsx";
import type { Json, JsonObject } from "#shared/base/json.ts";
import { childRows, type ParameterRow } from "#shared/schema/parameter-rows.ts";
import classes from "#renderer/features/tools/parameter-table.module.css";

interface ParameterTableRowProps {
  readonly root: JsonObject;
  readonly row: ParameterRow;
}

/** One parameter, and below it what is inside, once opened. */
export function ParameterTableRow({ root, row }: ParameterTableRowProps) {
  const [open, setOpen] = useState(false);
  const inside = useMemo(() => (open ? childRows(root, row) : { rows: [], total: 0 }), [open, root, row]);
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <>
      <tr>
        <th scope="row" className={classes.name} style={{ paddingLeft: row.depth * 16 + (row.expandable ? 0 : 18) }}>
          {row.expandable ? (
            <button
              type="button"
              className={classes.toggle}
              aria-expanded={open}
              aria-label={`${open ? "Close" : "Open"} ${row.name}`}
              onClick={() => setOpen(!open)}
            >
              <Chevron size={14} aria-hidden />
            </button>
          ) : undefined}
          <code>
            <ServerText text={row.name} limit={200} />
          </code>
          {row.required ? <span className={classes.required}>required</span> : undefined}
        </th>
        <td className={classes.type}>
          <ServerText text={row.type} limit={120} />
        </td>
        <td className={classes.default}>
          {row.defaultValue === undefined ? undefined : <Value value={row.defaultValue} />}
        </td>
        <td>
          {row.description === undefined || row.description === "" ? (
            <p className={classes.unsaid}>No description</p>
          ) : (
            <p className={classes.meaning}>
              <ServerText text={row.description} limit={4_000} />
            </p>
          )}
          {row.problem === undefined ? undefined : <p className={classes.problem}>{row.problem}</p>}
          {row.allowed === undefined ? undefined : (
            <p className={classes.facts}>
              one of{" "}
              {row.allowed.map((value, index) => (
                // The same value may be listed twice.
                // oxlint-disable-next-line react/no-array-index-key
                <Value key={index} value={value} />
              ))}
              {(row.allowedTotal ?? 0) > row.allowed.length
                ? ` and ${((row.allowedTotal ?? 0) - row.allowed.length).toLocaleString("en")} more`
                : ""}
            </p>
          )}
          {row.constraints.length === 0 ? undefined : <p className={classes.facts}>{row.constraints.join(" · ")}</p>}
          {row.examples.length === 0 ? undefined : (
            <p className={classes.facts}>
              for example{" "}
              {row.examples.map((value, index) => (
                // oxlint-disable-next-line react/no-array-index-key
                <Value key={index} value={value} />
              ))}
            </p>
          )}
        </td>
      </tr>
      {inside.rows.map((child) => (
        <ParameterTableRow key={child.path} root={root} row={child} />
      ))}
      {inside.total > inside.rows.length ? (
        <tr>
          <td colSpan={4} className={classes.more}>
            The first {inside.rows.length} of {inside.total.toLocaleString("en")}.
          </td>
        </tr>
      ) : undefined}
    </>
  );
}

function Value({ value }: { readonly value: Json }) {
  const text = JSON.stringify(value);
  return (
    <code className={classes.value}>
      <ServerText text={text.length > 120 ? `${text.slice(0, 120)}…` : text} />
    </code>
  );
}
