import { Button, UnstyledButton } from "@mantine/core";
import { ChevronDown, ChevronRight } from "lucide-react";
import { useState } from "react";
import type { ConversationStep } from "#shared/contract/conversation.ts";
import classes from "#renderer/features/conversation/ranking-view.module.css";

type Ranked = Extract<ConversationStep, { kind: "considered" }>["ranking"][number];

interface RankingViewProps {
  readonly ranking: readonly Ranked[];
  /** What opens the draft of a tool's texts; undefined where it has none. */
  readonly draftOf: (tool: string) => (() => void) | undefined;
}

const FIRST = 8;

/** The ranking as bars; each opens to the parts that its score is the sum of. */
export function RankingView({ ranking, draftOf }: RankingViewProps) {
  const [shown, setShown] = useState(FIRST);
  const [opened, setOpened] = useState(ranking[0]?.name);
  const rows = ranking.slice(0, shown);
  const most = Math.max(0.001, ...rows.map(({ score }) => score));
  return (
    <div className={classes.ranking}>
      <ol className={classes.rows}>
        {rows.map((tool, index) => {
          const open = opened === tool.name;
          const Fold = open ? ChevronDown : ChevronRight;
          return (
            <li key={tool.name} data-first={index === 0}>
              <UnstyledButton
                className={classes.row}
                aria-expanded={open}
                onClick={() => setOpened(open ? undefined : tool.name)}
              >
                <Fold size={14} aria-hidden />
                <code className={classes.name}>{tool.name}</code>
                <span className={classes.bar} aria-hidden>
                  <span style={{ width: `${(Math.max(0, tool.score) / most) * 100}%` }} />
                </span>
                <span className={classes.score}>{tool.score.toFixed(1)}</span>
              </UnstyledButton>
              {open ? <Parts tool={tool} onDraft={draftOf(tool.name)} /> : undefined}
            </li>
          );
        })}
      </ol>
      {ranking.length > shown ? (
        <Button variant="default" size="compact-sm" onClick={() => setShown(shown + 50)}>
          Show {Math.min(50, ranking.length - shown)} more
        </Button>
      ) : undefined}
    </div>
  );
}

/** What a score is the sum of, the weightiest first; what adds to the right, what takes away to the left. */
function Parts({ tool, onDraft }: { readonly tool: Ranked; readonly onDraft: (() => void) | undefined }) {
  const parts = tool.parts
    .map(({ feature, value, weight }) => ({ feature, value, weight, sum: value * weight }))
    .filter(({ sum }) => Math.abs(sum) >= 0.005)
    .toSorted((one, two) => Math.abs(two.sum) - Math.abs(one.sum));
  const most = Math.max(0.001, ...parts.map(({ sum }) => Math.abs(sum)));
  return (
    <div className={classes.parts}>
      {parts.length === 0 ? <p className={classes.none}>Nothing of it was said.</p> : undefined}
      <table>
        <tbody>
          {parts.map(({ feature, value, weight, sum }) => (
            <tr key={feature} title={`${value.toFixed(2)} times ${weight.toFixed(2)}`}>
              <th scope="row">{feature}</th>
              <td className={classes.partBar} aria-hidden>
                <span
                  data-sign={sum < 0 ? "minus" : "plus"}
                  style={
                    sum < 0
                      ? { right: "50%", width: `${(-sum / most) * 50}%` }
                      : { left: "50%", width: `${(sum / most) * 50}%` }
                  }
                />
              </td>
              <td className={classes.sum}>
                {sum < 0 ? "−" : "+"}
                {Math.abs(sum).toFixed(2)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {onDraft === undefined ? undefined : (
        <UnstyledButton className={classes.link} onClick={onDraft}>
          Draft this tool’s text
        </UnstyledButton>
      )}
    </div>
  );
}
