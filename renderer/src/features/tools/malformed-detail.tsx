import { RawTab } from "#renderer/features/tools/raw-tab.tsx";
import { ServerText } from "#renderer/editor/server-text.tsx";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import type { MalformedEntry } from "#shared/mcp/tool.ts";
import classes from "#renderer/features/tools/tool-detail.module.css";
import own from "#renderer/features/tools/malformed-detail.module.css";

/** An entry that a strict client would refuse: what is wrong, what follows from it, and the entry as it came. */
export function MalformedDetail({ entry }: { readonly entry: MalformedEntry }) {
  const name = entry.name ?? "(no name)";
  return (
    <section className={classes.detail} data-pane="tool" aria-label={`Malformed entry ${name}`}>
      <header className={classes.header}>
        <h2 className={classes.name}>
          <ServerText text={name} limit={300} />
        </h2>
      </header>
      <div className={own.card}>
        <StatusMark tone="stopped" />
        <div>
          <p className={own.said}>
            Entry {entry.position + 1} of the list is malformed: <ServerText text={entry.reason} limit={1_000} />.
          </p>
          <p className={classes.quiet}>
            It cannot be called. Some clients leave out this entry; others drop the whole list because of it. The
            server’s author has to correct it.
          </p>
        </div>
      </div>
      <div className={classes.fill}>
        <RawTab label={`Raw entry of ${name}`} value={entry.raw} />
      </div>
    </section>
  );
}
