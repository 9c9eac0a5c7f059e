import { create } from "zustand";
import type { RowState } from "#renderer/features/suites/say-expectation.ts";
import type { Label } from "#shared/converse/suite/confusion.ts";
import type { ReadSuite } from "#shared/converse/suite/read-suite.ts";

/** The parts of a suite's page. */
export const PARTS = ["rows", "matrix", "tools", "flips", "runs"] as const;
export type Part = (typeof PARTS)[number];

/** Which rows are shown. */
export type RowFilter =
  | { readonly kind: "all" }
  | { readonly kind: "state"; readonly state: RowState }
  | { readonly kind: "cell"; readonly expected: Label; readonly chosen: Label };

/** How a suite's page stands. */
export interface SuiteView {
  readonly part: Part;
  readonly rowId: string | undefined;
  readonly filter: RowFilter;
  readonly query: string;
}

/** What became of a file that was read. */
export interface ImportReport extends Pick<ReadSuite, "problems" | "ignored"> {
  readonly file: string;
  readonly rows: number;
  /** The lines that are no rows as they stand in the file, below the table's header: corrected, they can be imported. */
  readonly left: string;
}

interface ViewState {
  readonly views: ReadonlyMap<string, SuiteView>;
  /** By assistant; stays until dismissed. */
  readonly reports: ReadonlyMap<string, ImportReport>;
}

const FIRST: SuiteView = { part: "rows", rowId: undefined, filter: { kind: "all" }, query: "" };

const useViews = create<ViewState>(() => ({ views: new Map(), reports: new Map() }));

/** How the page of a suite stands. */
export const useSuiteView = (suiteId: string): SuiteView => useViews(({ views }) => views.get(suiteId) ?? FIRST);

/** Changes how the page of a suite stands. */
export function changeView(suiteId: string, change: Partial<SuiteView>): void {
  useViews.setState(({ views }) => ({
    views: new Map(views).set(suiteId, { ...(views.get(suiteId) ?? FIRST), ...change }),
  }));
}

export const useImportReport = (assistantId: string): ImportReport | undefined =>
  useViews(({ reports }) => reports.get(assistantId));

/** Keeps what became of a file, or puts it away. */
export function keepReport(assistantId: string, report: ImportReport | undefined): void {
  useViews.setState(({ reports }) => {
    const next = new Map(reports);
    if (report === undefined) next.delete(assistantId);
    else next.set(assistantId, report);
    return { reports: next };
  });
}
