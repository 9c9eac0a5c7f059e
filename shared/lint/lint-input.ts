import type { JsonObject } from "#shared/base/json.ts";

/** One tool to be checked: the raw entry as a server listed it, and where it stood. */
export interface LintTool {
  /** Name of the server, where several are attached. */
  readonly server?: string;
  readonly position: number;
  readonly raw: JsonObject;
}

/** A tool that an earlier discovery listed. */
export interface PastTool {
  readonly server?: string;
  readonly name: string;
  /** What became of it, where drift knows: the new tool, and the argument that now picks the old one's work. */
  readonly became?: { readonly tool: string; readonly argument?: string; readonly value?: string };
}

/** A tool that exists, and that the assistant would not have. */
export interface UnavailableTool {
  readonly name: string;
  readonly server: string;
  /** `elsewhere`: its server is not attached; `malformed`: its entry is such that clients drop it. */
  readonly why: "elsewhere" | "malformed";
}

/** Local override of a tool's texts, by name. A stored draft fits but for its names of server and tool. */
export interface LintDraft {
  readonly server?: string;
  readonly tool: string;
  readonly title?: string;
  readonly description?: string;
  /** Descriptions by the JSON Pointer of the property inside the input schema: `/properties/query`. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Switches a rule off for one tool, one server or everything; without a reason it does not count. */
export interface Suppression {
  readonly rule: string;
  readonly server?: string;
  readonly tool?: string;
  readonly fingerprint?: string;
  readonly reason: string;
}

type ProviderId = "openai" | "anthropic" | "gemini";

/** What lint reads of a platform profile; a `PlatformProfile` has this form. */
export interface LintProfile {
  readonly id: string;
  readonly title: string;
  /** The model providers behind it; absent where it is not known, or several. */
  readonly providers?: readonly ProviderId[];
  readonly nameRule?: {
    readonly pattern: string;
    readonly maxLength: number;
    readonly source: string;
    readonly date: string;
  };
  readonly limits: readonly {
    readonly id: string;
    readonly value: number;
    readonly effect: "refuses" | "advises";
    readonly source: string;
    readonly date: string;
  }[];
}

/** What to check. The same arrays and entries again mean the same findings: results are remembered by identity. */
export interface LintInput {
  readonly prompt?: string;
  readonly tools: readonly LintTool[];
  /** Names that are no tools but may be called so: sub-agents, built-ins of the platform, custom tools. */
  readonly alsoKnown?: readonly string[];
  readonly history?: readonly PastTool[];
  /** Tools that exist and are not given to the assistant. */
  readonly unavailable?: readonly UnavailableTool[];
  readonly profile?: LintProfile;
  readonly drafts?: readonly LintDraft[];
  readonly suppressions?: readonly Suppression[];
  /** Severity by rule id; `off` switches the rule off. */
  readonly severities?: Readonly<Record<string, "error" | "warning" | "hint" | "off">>;
  /** Tokens of a text; by default characters / 4, which is an estimate. */
  readonly countTokens?: (text: string) => number;
}
