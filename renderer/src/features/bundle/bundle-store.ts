import { create } from "zustand";
import { pickFile } from "#renderer/ui/pick-file.ts";
import { decodeText } from "#shared/base/decode-text.ts";
import { readBundle, type SupportBundle } from "#shared/report/support-bundle.ts";

/** A file that was opened: the bundle in it, or the sentence that says why there is none. */
export type OpenedFile =
  | { readonly name: string; readonly bundle: SupportBundle }
  | { readonly name: string; readonly trouble: string };

interface BundleState {
  readonly opened: boolean;
  /** The file that is open, or was last: it stays while its window fades. */
  readonly file: OpenedFile | undefined;
}

/** At most one bundle at a time. */
export const useBundle = create<BundleState>(() => ({ opened: false, file: undefined }));

/** Shows a file that another console wrote. Nothing of it is stored, and nothing is sent anywhere. */
export function openBundle(name: string, text: string): void {
  const read = readBundle(text);
  const file = typeof read === "string" ? { name, trouble: read } : { name, bundle: read };
  useBundle.setState({ opened: true, file });
}

/** Asks for a file and shows it. */
export async function pickBundle(): Promise<void> {
  const file = await pickFile(".json,application/json");
  if (file !== undefined) openBundle(file.name, decodeText(file.bytes));
}

export function closeBundle(): void {
  useBundle.setState({ opened: false });
}
