import { UnstyledButton } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { ChevronDown, ChevronRight } from "lucide-react";
import { useState } from "react";
import type { ServerLinks } from "#renderer/features/conversation/links.ts";
import { CodeText } from "#renderer/ui/code-text.tsx";
import { formatCount, formatDuration } from "#renderer/ui/format.ts";
import { ProgressLine } from "#renderer/ui/progress-line.tsx";
import { StatusMark, type Tone } from "#renderer/ui/status-mark.tsx";
import type { OpenedConversationServer, Opening } from "#shared/contract/conversation.ts";
import { findProfile } from "#shared/platform/profiles.ts";
import classes from "#renderer/features/conversation/opening-card.module.css";

interface OpeningCardProps extends ServerLinks {
  readonly opening: Opening;
  readonly profileId: string;
  /** Something was said since: in a low window the verdict alone stays. */
  readonly quiet: boolean;
}

const NONE: readonly OpenedConversationServer[] = [];

/** What the conversation began with: what was registered, and what the platform would have dropped without a word. */
export function OpeningCard({ opening, profileId, quiet, ...links }: OpeningCardProps) {
  const low = useMediaQuery("(max-height: 820px)", false, { getInitialValueInEffect: false });
  const [unfolded, setUnfolded] = useState(false);
  const brief = low && quiet && !unfolded;
  const { ms, servers, tools, shared, verdict } = opening;
  const telling = servers.filter((server) => isTelling(server));
  const shown = unfolded ? servers : brief ? NONE : telling;
  const Fold = unfolded ? ChevronDown : ChevronRight;
  const tone = openingTone(opening);
  const http = tools.filter(({ httpToolId }) => httpToolId !== undefined).length;
  const drafted = tools.filter((tool) => tool.drafted).length;
  return (
    <section className={classes.card} aria-label="Start of the conversation" data-tone={tone}>
      <div className={classes.head}>
        <StatusMark tone={tone} size={16} />
        <p className={classes.verdict}>{verdict}</p>
        <span className={classes.time}>discovery {formatDuration(ms)}</span>
        {servers.length > shown.length || unfolded ? (
          <UnstyledButton className={classes.fold} aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
            <Fold size={14} aria-hidden /> {unfolded ? "Fewer" : formatCount(servers.length, "server")}
          </UnstyledButton>
        ) : undefined}
      </div>
      {shown.length === 0 ? undefined : (
        <ul className={classes.servers}>
          {shown.map((server) => (
            <OpenedServer
              key={server.serverId}
              server={server}
              profileId={profileId}
              slowest={unfolded ? Math.max(...servers.map((one) => one.ms)) : undefined}
              {...links}
            />
          ))}
        </ul>
      )}
      {unfolded && servers.length > 1 ? (
        <p className={classes.aside}>
          In parallel, as the platform does it: {formatDuration(ms)}. One after another it would have taken{" "}
          {formatDuration(servers.reduce((sum, server) => sum + server.ms, 0))}.
        </p>
      ) : undefined}
      {drafted > 0 && !brief ? (
        <p className={classes.aside}>
          {formatCount(drafted, "tool")} with the texts of your drafts, which the server does not have.
        </p>
      ) : undefined}
      {http > 0 && !brief ? (
        <p className={classes.aside}>{formatCount(http, "custom HTTP tool")} beside them.</p>
      ) : undefined}
      {shared.length === 0 || brief ? undefined : (
        <p className={classes.aside}>
          <StatusMark tone="attention" size={12} /> {formatCount(shared.length, "name")} used by several servers,
          renamed for the model:{" "}
          <CodeText
            text={shared
              .slice(0, 8)
              .map((name) => `\`${name}\``)
              .join(", ")}
          />
          {shared.length > 8 ? " …" : ""}
        </p>
      )}
    </section>
  );
}

/** While a conversation opens: the servers as they answer. */
export function OpeningProgress({
  servers,
  total,
}: {
  readonly servers: readonly OpenedConversationServer[];
  readonly total: number;
}) {
  return (
    <section className={classes.card} aria-label="Start of the conversation" aria-busy>
      <ProgressLine label="Discovering the tools of the attached servers" />
      <div className={classes.head}>
        <StatusMark tone="running" size={16} />
        <p className={classes.verdict} role="status">
          Discovering on {formatCount(total, "server")} at once, as every conversation does: {servers.length} of {total}
          .
        </p>
      </div>
      <ul className={classes.servers}>
        {servers.map((server) => (
          <OpenedServer key={server.serverId} server={server} profileId="" />
        ))}
      </ul>
    </section>
  );
}

interface OpenedServerProps extends Partial<ServerLinks> {
  readonly server: OpenedConversationServer;
  readonly profileId: string;
  /** Milliseconds of the slowest server, where times are drawn beside each other. */
  readonly slowest?: number | undefined;
}

function OpenedServer({ server, profileId, slowest, onDiagnose, onDrift }: OpenedServerProps) {
  const { serverId, name, ms, registered, malformed, incomplete, error, drift } = server;
  const profile = findProfile(profileId);
  const platform = profile?.title ?? "The platform";
  const silent = profile === undefined || profile.failure === "silent";
  if (error !== undefined)
    return (
      <li className={classes.server} data-tone="stopped">
        <StatusMark tone="stopped" />
        <span className={classes.says}>
          <strong>{name}</strong> {silent ? `${platform} drops it without a word: ` : ""}
          {error.said} <span className={classes.next}>{error.next}</span>
        </span>
        {onDiagnose === undefined ? undefined : (
          <UnstyledButton className={classes.link} onClick={() => onDiagnose(serverId)} aria-label={`Diagnose ${name}`}>
            Diagnose
          </UnstyledButton>
        )}
        <Time ms={ms} slowest={slowest} />
      </li>
    );
  const facts = [
    formatCount(registered, "tool"),
    ...(malformed > 0 ? [`${malformed} malformed`] : []),
    ...(incomplete === undefined ? [] : [`incomplete: ${incomplete}`]),
  ];
  return (
    <li className={classes.server}>
      <StatusMark tone={serverTone(server)} />
      <span className={classes.says}>
        <strong>{name}</strong> {facts.join(", ")}
        {drift === undefined ? undefined : (
          <span className={classes.drift}>
            {" "}
            · since last time: {drift.summary}{" "}
            {onDrift === undefined ? undefined : (
              <UnstyledButton
                className={classes.link}
                onClick={() => onDrift(serverId)}
                aria-label={`Drift of ${name}`}
              >
                Drift
              </UnstyledButton>
            )}
          </span>
        )}
      </span>
      <Time ms={ms} slowest={slowest} />
    </li>
  );
}

function Time({ ms, slowest }: { readonly ms: number; readonly slowest: number | undefined }) {
  return (
    <>
      {slowest === undefined ? undefined : (
        <span className={classes.bar} aria-hidden>
          <span style={{ width: `${(ms / Math.max(1, slowest)) * 100}%` }} />
        </span>
      )}
      <span className={classes.time}>{formatDuration(ms)}</span>
    </>
  );
}

function serverTone({ error, registered, malformed, incomplete, drift }: OpenedConversationServer): Tone {
  if (error !== undefined) return "stopped";
  if (registered === 0 || malformed > 0 || incomplete !== undefined || drift?.level === "breaking") return "attention";
  return "good";
}

const isTelling = (server: OpenedConversationServer): boolean =>
  serverTone(server) !== "good" || server.drift !== undefined;

function openingTone({ servers, tools }: Opening): Tone {
  if (tools.length === 0) return "stopped";
  if (servers.some(({ error }) => error !== undefined)) return "stopped";
  return servers.some((server) => serverTone(server) !== "good") ? "attention" : "good";
}
