import { useMemo } from "react";
import { prettyJson } from "#renderer/editor/pretty-json.ts";
import { ServerText } from "#renderer/editor/server-text.tsx";
import { markUtterance } from "#renderer/features/conversation/mark-utterance.ts";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import { readJsonObject } from "#shared/base/json.ts";
import type { DecidedCall, Turn } from "#shared/contract/conversation.ts";
import classes from "#renderer/features/conversation/argument-view.module.css";

interface ArgumentViewProps {
  readonly call: DecidedCall;
  readonly turn: Turn;
  readonly turns: readonly Turn[];
  readonly simulated: boolean;
  /** Whether it is the only call of its step, which then names it. */
  readonly alone: boolean;
}

/** The arguments of one call, and the words that each came from. */
export function ArgumentView({ call, turn, turns, simulated, alone }: ArgumentViewProps) {
  const { tool, argumentsText, sources, check, problem } = call;
  const rows = useMemo(() => readRows(argumentsText), [argumentsText]);
  const said = useMemo(() => {
    const ids = new Set(Object.values(sources).flatMap((all) => all.map(({ turnId }) => turnId ?? turn.id)));
    return turns.filter(({ id }) => ids.has(id) || id === turn.id);
  }, [sources, turns, turn.id]);
  return (
    <section className={classes.call} aria-label={`Arguments of ${tool}`}>
      {alone ? undefined : (
        <h3>
          <code>{tool}</code>
        </h3>
      )}
      {problem === undefined ? undefined : (
        <p className={classes.problem}>
          <StatusMark tone="attention" /> {problem}
        </p>
      )}
      {simulated
        ? said.map((one) => (
            <p key={one.id} className={classes.utterance}>
              {one.id === turn.id ? undefined : <span className={classes.earlier}>said before: </span>}
              {markUtterance(one, sources, turn.id).map(({ at, text, parameters }) =>
                parameters.length === 0 ? (
                  <span key={at}>{text}</span>
                ) : (
                  <mark key={at}>
                    {text}
                    <span className={classes.tag}>{parameters.join(", ")}</span>
                  </mark>
                ),
              )}
            </p>
          ))
        : undefined}
      {rows === undefined ? (
        <pre className={classes.raw}>
          <ServerText text={argumentsText} limit={20_000} />
        </pre>
      ) : rows.length === 0 ? (
        <p className={classes.quiet}>Without arguments.</p>
      ) : (
        <table className={classes.rows}>
          <thead>
            <tr>
              <th scope="col">Parameter</th>
              <th scope="col">Value</th>
              {simulated ? <th scope="col">From</th> : undefined}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, value }) => (
              <tr key={name}>
                <th scope="row">
                  <code>{name}</code>
                </th>
                <td>
                  <code>
                    <ServerText text={value} limit={2_000} />
                  </code>
                </td>
                {simulated ? <td className={classes.from}>{wordsOf(sources[name] ?? [])}</td> : undefined}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Check check={check} />
    </section>
  );
}

function Check({ check }: Pick<DecidedCall, "check">) {
  if (check === undefined) return undefined;
  if (check.verdict === "valid")
    return (
      <p className={classes.check}>
        <StatusMark tone="good" size={12} /> Fits the input schema
      </p>
    );
  if (check.verdict === "unchecked")
    return (
      <p className={classes.check}>
        <StatusMark tone="quiet" size={12} /> Not checked against the input schema: {check.reason}
      </p>
    );
  return (
    <div className={classes.violations}>
      <p>
        <StatusMark tone="attention" size={12} /> Breaks the input schema
      </p>
      <ul>
        {check.violations.slice(0, 10).map(({ pointer, message }) => (
          <li key={`${pointer} ${message}`}>
            <code>{pointer === "" ? "the whole" : pointer}</code> {message}
          </li>
        ))}
      </ul>
    </div>
  );
}

const wordsOf = (sources: readonly { readonly words: string }[]): string =>
  sources.length === 0 ? "no words" : sources.map(({ words }) => `“${words}”`).join(", ");

/** Arguments as rows; undefined where they are no JSON object. */
function readRows(text: string): readonly { readonly name: string; readonly value: string }[] | undefined {
  const value = readJsonObject(text);
  return (
    value &&
    Object.entries(value).map(([name, one]) => ({
      name,
      value: typeof one === "object" && one !== null ? prettyJson(one) : JSON.stringify(one),
    }))
  );
}
