/** A sentence of ours in which names stand between back-ticks: they are shown as code, everything else as text. */
export function CodeText({ text }: { readonly text: string }) {
  return text.split("`").map((part, index) =>
    index % 2 === 1 ? (
      // The parts have no identity but their place.
      // oxlint-disable-next-line react/no-array-index-key
      <code key={index}>{part}</code>
    ) : (
      part
    ),
  );
}
