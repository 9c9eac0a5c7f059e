import type { JsonObject } from "#shared/base/json.ts";
import { budgets } from "./budgets.ts";

/** Lets a call's progress through, at a bounded rate, and nothing that is not it. */
export interface ProgressGate {
  readonly token: string;
  /**
   * True when the notification is about our call and goes on: it keeps the call alive. Progress must increase with each
   * notification (2025-11-25, basic/utilities/progress); one that stands still is shown, for its message, and no more.
   */
  take(params: JsonObject): boolean;
  /** Hands over the last report that the rate held back; then says what was dropped, if anything. */
  close(): string | undefined;
}

/** Opens a gate for one call. `report` hears at most ten reports a second, the last one always. */
export function openProgressGate(
  token: string,
  monotonicMs: () => number,
  report: (progress: number, total?: number, message?: string) => void,
): ProgressGate {
  let last = Number.NEGATIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  let held: (() => void) | undefined;
  let dropped = 0;
  let open = true;
  return {
    token,
    take(params) {
      const { progress, total, message } = params;
      const usable = params["progressToken"] === token && typeof progress === "number" && Number.isFinite(progress);
      if (!open || !usable || progress < 0 || progress < highest) {
        dropped += 1;
        return false;
      }
      const goesOn = progress > highest;
      highest = progress;
      const tell = (): void =>
        report(
          progress,
          typeof total === "number" && Number.isFinite(total) && total >= progress ? total : undefined,
          typeof message === "string" ? message.slice(0, 1000) : undefined,
        );
      const now = monotonicMs();
      if (now - last < budgets.progressEveryMs) held = tell;
      else {
        last = now;
        held = undefined;
        tell();
      }
      return goesOn;
    },
    close() {
      open = false;
      held?.();
      return dropped === 0 ? undefined : `${dropped} progress notifications were not about this call, or out of order.`;
    },
  };
}
