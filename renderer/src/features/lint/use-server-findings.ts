import { useEffect, useMemo, useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { readPastTools } from "#renderer/api/lint/past-tools.ts";
import { useLint } from "#renderer/api/lint/use-lint.ts";
import { usePreferences } from "#renderer/api/preferences.ts";
import { useEnabledDrafts } from "#renderer/api/use-drafts.ts";
import {
  followSuppressions,
  forEngine,
  isUnusedFor,
  suppressionsFor,
  useSuppressions,
} from "#renderer/features/lint/suppressions-store.ts";
import type { SuppressionRecord } from "#shared/contract/assistant.ts";
import type { Diagnostic } from "#shared/lint/diagnostic.ts";
import type { LintDraft, LintInput, LintProfile, PastTool } from "#shared/lint/lint-input.ts";
import type { Draft } from "#shared/mcp/draft.ts";
import type { Snapshot } from "#shared/mcp/snapshot.ts";
import { insighto } from "#shared/platform/insighto.ts";
import { findProfile } from "#shared/platform/profiles.ts";

/** What was found in a server's list, and the suppressions that were counted, in the engine's order. */
export interface ServerFindings {
  readonly diagnostics: readonly Diagnostic[];
  readonly suppressions: readonly SuppressionRecord[];
  /** Tools that were checked with a draft's texts. */
  readonly drafts: number;
}

/** Lists up to this length are checked unasked, for the status bar and the tools; longer ones on the Lint tab. */
export const CHECKED_UNASKED = 1_500;

/** Under what name the view settings keep the platform that a server's tools are checked for. */
export const profileKey = (serverId: string): string => `lint.profile.${serverId}`;
const NO_PAST: readonly PastTool[] = [];

interface Question {
  readonly all: readonly SuppressionRecord[];
  readonly drafts: readonly Draft[];
  readonly suppressions: readonly SuppressionRecord[];
  readonly input: LintInput;
}

/** What was asked last about each list: the tab, the status bar and the tools ask for the same. */
const asked = new WeakMap<Snapshot, Question>();

/**
 * Checks a server's newest list as a model would see it (drafts laid over), without a prompt, once the window rests.
 * Undefined until then, or without a list.
 */
export function useServerFindings(snapshot: Snapshot | undefined): ServerFindings | undefined {
  const api = useApi();
  const all = useSuppressions();
  const drafts = useEnabledDrafts();
  const past = usePastTools(snapshot);
  const profileId = usePreferences(({ view }) => view[profileKey(snapshot?.serverId ?? "")]);
  const profile = findProfile(profileId ?? "") ?? insighto;
  const [wanted, setWanted] = useState<{ readonly snapshot: Snapshot; readonly question: Question }>();
  useEffect(() => followSuppressions(api), [api]);
  useEffect(() => {
    if (snapshot === undefined) return undefined;
    const ask = (): void => setWanted({ snapshot, question: questionOf(snapshot, all, drafts, past, profile) });
    const timer = setTimeout(ask, asked.has(snapshot) ? 0 : 60);
    return () => clearTimeout(timer);
  }, [snapshot, all, drafts, past, profile]);
  const question = wanted?.snapshot === snapshot ? wanted?.question : undefined;
  const linted = useLint(`server ${snapshot?.serverId ?? ""} ${snapshot?.id ?? ""}`, question?.input);
  return useMemo(() => {
    if (snapshot === undefined || question === undefined || linted === undefined) return undefined;
    const { suppressions, input } = question;
    const place = { serverIds: [snapshot.serverId] };
    // A suppression for everywhere suppresses nothing here, and that is as it should be.
    const diagnostics = linted.diagnostics.filter(
      ({ target }) => target.kind !== "suppression" || isUnusedFor(suppressions[target.index], place),
    );
    return { diagnostics, suppressions, drafts: input.drafts?.length ?? 0 };
  }, [snapshot, question, linted]);
}

/** The tools that earlier lists had: none until they are read. */
function usePastTools(snapshot: Snapshot | undefined): readonly PastTool[] {
  const api = useApi();
  const [past, setPast] = useState<{ readonly of: Snapshot; readonly tools: readonly PastTool[] }>();
  useEffect(() => {
    if (snapshot === undefined) return undefined;
    let current = true;
    readPastTools(api, snapshot).then(
      (tools) => current && setPast({ of: snapshot, tools }),
      () => undefined, // only where the wire died; the connection bar says so
    );
    return () => {
      current = false;
    };
  }, [api, snapshot]);
  return past?.of === snapshot && past !== undefined && past.tools.length > 0 ? past.tools : NO_PAST;
}

function questionOf(
  snapshot: Snapshot,
  all: readonly SuppressionRecord[],
  drafts: readonly Draft[],
  history: readonly PastTool[],
  profile: LintProfile,
): Question {
  const before = asked.get(snapshot);
  const same = before?.input.history === history && before.input.profile === profile;
  if (same && before.all === all && before.drafts === drafts) return before;
  const suppressions = suppressionsFor(all, { serverIds: [snapshot.serverId] });
  const question: Question = {
    all,
    drafts,
    suppressions,
    input: {
      tools: before?.input.tools ?? snapshot.tools.map(({ position, raw }) => ({ position, raw })),
      profile,
      history,
      drafts: drafts.filter(({ serverId }) => serverId === snapshot.serverId).map(asTexts),
      suppressions: forEngine(suppressions, () => undefined),
    },
  };
  asked.set(snapshot, question);
  return question;
}

function asTexts({ toolName, title, description, parameters }: Draft): LintDraft {
  return Object.assign(
    { tool: toolName, parameters },
    title === undefined ? {} : { title },
    description === undefined ? {} : { description },
  );
}
