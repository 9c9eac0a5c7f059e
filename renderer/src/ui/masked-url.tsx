import classes from "#renderer/ui/masked-url.module.css";

/** An address whose secrets are already dots; the dots are set apart so that they read as covered, not as text. */
export function MaskedUrl({ url }: { readonly url: string }) {
  const parts = url.split(/(•+)/);
  return (
    <span className={classes.url} title={url}>
      {parts.map((part, index) =>
        part.startsWith("•") ? (
          // Parts of one string have no better key than their place.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={index} className={classes.dots}>
            {part}
          </span>
        ) : (
          part
        ),
      )}
    </span>
  );
}
