import { formatDuration } from "#renderer/ui/format.ts";
import { NOTICED_MS, SILENCE_BANDS, silenceBand } from "#shared/converse/voice/silence.ts";
import type { VoiceTurn } from "#shared/converse/voice/turn-timeline.ts";
import classes from "#renderer/features/conversation/voice-bar.module.css";

/** The turn on a grid of 300 ms: measured stretches solid, assumed ones hatched, the silences under it. */
export function VoiceBar({ heard: { segments, silences, totalMs } }: { readonly heard: VoiceTurn }) {
  const cells = Math.max(6, Math.ceil((totalMs * 1.02) / NOTICED_MS));
  // A long turn has a line for every so many cells, so that lines never run together.
  const every = Math.ceil(cells / 16);
  const scale = cells * NOTICED_MS;
  const share = (ms: number): string => `${(ms / scale) * 100}%`;
  const lines = Array.from({ length: Math.floor(cells / every) + 1 }, (_, index) => index * every * NOTICED_MS);
  const labelled = Math.ceil(lines.length / 6);
  return (
    <figure className={classes.figure}>
      <div className={classes.plot} role="img" aria-label={sayTurn(segments, totalMs)}>
        {lines.map((ms) => (
          <span key={ms} className={classes.line} style={{ left: share(ms) }} />
        ))}
        <div className={classes.bands}>
          {SILENCE_BANDS.map(({ id, upTo, says }, index) => {
            const from = SILENCE_BANDS[index - 1]?.upTo ?? 0;
            if (from >= scale) return undefined;
            return (
              <span
                key={id}
                data-band={id}
                title={`A silence of this length is ${says}`}
                style={{ left: share(from), width: share(Math.min(upTo, scale) - from) }}
              />
            );
          })}
        </div>
        <div className={classes.bar}>
          {segments.map(({ kind, startMs, ms, measured, tool, title }) => (
            <span
              key={`${kind} ${tool ?? ""} ${startMs}`}
              className={classes.segment}
              data-kind={kind}
              data-measured={measured}
              title={`${tool === undefined ? "" : `${tool}: `}${title}, ${formatDuration(ms)}${measured ? "" : ", assumed"}`}
              style={{ left: share(startMs), width: share(ms) }}
            />
          ))}
        </div>
        {silences.map(({ title, startMs, ms }, index) => (
          <span
            key={title}
            className={classes.silence}
            data-band={silenceBand(ms).id}
            style={{ left: share(startMs), width: share(ms), top: 36 + index * 18 }}
          >
            <span>{formatDuration(ms)}</span>
          </span>
        ))}
        <div className={classes.scale} style={{ top: 36 + silences.length * 18 + 4 }}>
          {lines.map((ms, index) =>
            index % labelled === 0 ? (
              <span key={ms} style={{ left: share(ms) }}>
                {formatDuration(ms)}
              </span>
            ) : undefined,
          )}
        </div>
        <div style={{ height: 36 + silences.length * 18 + 22 }} />
      </div>
      <p className={classes.caption}>
        A silence of up to 200 ms is as between people, up to 300 hardly noticed, up to 800 noticed, up to 1500 long.
      </p>
      <ul className={classes.legend}>
        {segments.map(({ kind, startMs, ms, measured, tool, title }) => (
          <li key={`${kind} ${tool ?? ""} ${startMs}`}>
            <i className={classes.swatch} data-kind={kind} data-measured={measured} aria-hidden />
            <span>
              {tool === undefined ? undefined : <code>{tool} </code>}
              {title}
            </span>
            <span className={classes.ms}>{formatDuration(ms)}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}

const sayTurn = (segments: VoiceTurn["segments"], totalMs: number): string =>
  `${formatDuration(totalMs)} from the end of speech to the answer: ${segments
    .map(({ title, ms, measured }) => `${title} ${formatDuration(ms)}${measured ? "" : " assumed"}`)
    .join(", ")}`;
