import { useMemo } from "react";
import { ParameterTableRow } from "#renderer/features/tools/parameter-table-row.tsx";
import type { JsonObject } from "#shared/base/json.ts";
import { formatCount } from "#renderer/ui/format.ts";
import { MAX_ROWS, parameterRows } from "#shared/schema/parameter-rows.ts";
import detail from "#renderer/features/tools/tool-detail.module.css";
import classes from "#renderer/features/tools/parameter-table.module.css";

interface ParameterTableProps {
  readonly title: string;
  /** What to say where there is nothing. */
  readonly empty: string;
  readonly schema: JsonObject;
}

/** A schema as a table: one level at first, the rest as it is opened. */
export function ParameterTable({ title, empty, schema }: ParameterTableProps) {
  const { rows, total } = useMemo(() => parameterRows(schema), [schema]);
  return (
    <section className={detail.section}>
      <h3 className={detail.sectionTitle}>
        {title}
        {total === 0 ? undefined : <span className={classes.count}>{total.toLocaleString("en")}</span>}
      </h3>
      {rows.length === 0 ? (
        <p className={detail.quiet}>{empty}</p>
      ) : (
        <table className={classes.table} aria-label={title}>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Type</th>
              <th scope="col">Default</th>
              <th scope="col">Meaning</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <ParameterTableRow key={row.path} root={schema} row={row} />
            ))}
          </tbody>
        </table>
      )}
      {total > MAX_ROWS ? (
        <p className={detail.quiet}>
          The first {MAX_ROWS} of {formatCount(total, "key")}. The rest is under Schema, with a search.
        </p>
      ) : undefined}
    </section>
  );
}
