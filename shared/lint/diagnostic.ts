/** How loud a finding is. `off` rules run only when a setting asks for them. */
export type Severity = "error" | "warning" | "hint";

/** What a finding is about. `position` is the tool's place in its server's list as advertised. */
export type Target =
  | { readonly kind: "prompt" }
  | { readonly kind: "tool"; readonly server?: string; readonly tool: string; readonly position: number }
  | { readonly kind: "list"; readonly server?: string }
  | { readonly kind: "suppression"; readonly index: number };

/** A stretch of the prompt, in UTF-16 offsets, end excluded. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** One step of a fix: in the prompt's text, or in a tool entry (a draft, where the server is someone else's). */
export type Edit =
  | { readonly kind: "text"; readonly range: TextRange; readonly text: string }
  | { readonly kind: "set"; readonly pointer: string; readonly value: unknown }
  | { readonly kind: "remove"; readonly pointer: string };

/** A way to settle a finding. `safe`: the meaning stays the same; else it is a proposal to be read first. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly Edit[];
  /** What following it adds to every request, in estimated tokens; absent where it adds nothing. */
  readonly tokens?: number;
}

/** What a rule says about one place. */
export interface Finding {
  readonly message: string;
  /** Into the tool entry, e.g. `/inputSchema/properties/id`. */
  readonly pointer?: string;
  readonly range?: TextRange;
  /** What was seen, shortened; server text, to be shown as inert text. */
  readonly evidence?: string;
  /** Where it differs from the rule's own. */
  readonly severity?: Severity;
  readonly fix?: Fix;
  /** Tells two findings of one rule at one place apart, in the fingerprint. */
  readonly key?: string;
}

/** One finding, with everything a list, an editor or a pipeline needs. */
export interface Diagnostic {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly message: string;
  readonly target: Target;
  readonly range?: TextRange;
  readonly pointer?: string;
  readonly evidence?: string;
  /** Same defect, same fingerprint, in the next run too: independent of positions and of other findings. */
  readonly fingerprint: string;
  readonly fix?: Fix;
}
