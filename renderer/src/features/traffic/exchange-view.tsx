import type { ReactNode } from "react";
import type { Exchange } from "#shared/contract/traffic.ts";
import { ServerText } from "#renderer/editor/server-text.tsx";
import { exchangeTitle, exchangeTone, readableBody } from "#renderer/features/traffic/exchange-text.ts";
import { formatBytes, formatDuration } from "#renderer/ui/format.ts";
import { MaskedUrl } from "#renderer/ui/masked-url.tsx";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import classes from "#renderer/features/traffic/exchange-view.module.css";

/** One exchange in full. Whatever the server sent is text here, never anything else. */
export function ExchangeView({ exchange }: { readonly exchange: Exchange }) {
  const { method, maskedUrl, status, failure, firstByteMs, totalMs, responseBytes, cut } = exchange;
  const facts = [
    ...(status === undefined ? [] : [`status ${status}`]),
    ...(firstByteMs === undefined ? [] : [`first byte after ${formatDuration(firstByteMs)}`]),
    ...(totalMs === undefined ? [] : [`${formatDuration(totalMs)} in all`]),
    formatBytes(responseBytes),
    ...(cut ? ["bodies are cut at 64 KiB"] : []),
  ];
  return (
    <section className={classes.view} aria-label="Exchange" data-pane="exchange" tabIndex={0}>
      <header>
        <h2>
          <StatusMark tone={exchangeTone(exchange)} /> <code>{exchangeTitle(exchange)}</code>
        </h2>
        <p className={classes.address}>
          {method} <MaskedUrl url={maskedUrl} />
        </p>
        <p className={classes.facts}>{facts.join(" · ")}</p>
        {failure === undefined ? undefined : <p className={classes.failure}>{failure}</p>}
      </header>
      <Part title="Request" headers={exchange.requestHeaders} body={exchange.requestBody} />
      <Part title="Answer" headers={exchange.responseHeaders} body={exchange.responseBody} />
    </section>
  );
}

interface PartProps {
  readonly title: string;
  readonly headers: Exchange["requestHeaders"];
  readonly body: string | undefined;
}

function Part({ title, headers, body }: PartProps): ReactNode {
  return (
    <section className={classes.part} aria-label={title}>
      <h3>{title}</h3>
      <details open={headers.length <= 6}>
        <summary>
          {headers.length} {headers.length === 1 ? "header" : "headers"}
        </summary>
        <dl className={classes.headers}>
          {headers.map(([name, value], index) => (
            // A header may come twice with the same value.
            // oxlint-disable-next-line react/no-array-index-key
            <div key={index}>
              <dt>{name}</dt>
              <dd>
                <ServerText text={value} />
              </dd>
            </div>
          ))}
        </dl>
      </details>
      {body === undefined || body === "" ? (
        <p className={classes.facts}>No body.</p>
      ) : (
        <pre className={classes.body}>
          <ServerText text={readableBody(body)} />
        </pre>
      )}
    </section>
  );
}
