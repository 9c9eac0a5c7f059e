import { useEffect, useMemo, useRef, useState } from "react";
import { decodeBase64, MAX_DATA } from "#renderer/features/calls/image-facts.ts";
import { formatBytes } from "#renderer/ui/format.ts";
import { visibleText } from "#shared/base/visible-text.ts";
import classes from "#renderer/features/calls/result-view.module.css";

interface AudioBlockProps {
  /** Base64. */
  readonly data: string;
  readonly mimeType: string;
}

/** Sound with controls; it never plays by itself. */
export function AudioBlock({ data, mimeType }: AudioBlockProps) {
  const bytes = useMemo(() => decodeBase64(data), [data]);
  const player = useRef<HTMLAudioElement>(null);
  const [broken, setBroken] = useState(false);
  const type = /^audio\/[\w.+-]+$/.test(mimeType) ? mimeType : "audio/mpeg";
  useEffect(() => {
    if (bytes === undefined || player.current === null) return undefined;
    const url = URL.createObjectURL(new Blob([bytes], { type }));
    player.current.src = url;
    return () => URL.revokeObjectURL(url);
  }, [bytes, type]);
  const caption = `${visibleText(mimeType.slice(0, 80))}, ${formatBytes(Math.floor((data.length * 3) / 4))}`;
  if (bytes === undefined) {
    const why = data.length > MAX_DATA ? "more than is decoded here" : "not base64";
    return (
      <p className={classes.quiet}>
        Audio not opened ({caption}): {why}.
      </p>
    );
  }
  return (
    <figure className={classes.figure}>
      {broken ? undefined : (
        // What a tool says has no captions to offer.
        // oxlint-disable-next-line jsx-a11y/media-has-caption
        <audio
          ref={player}
          controls
          preload="metadata"
          aria-label="Audio returned by the tool"
          onError={() => setBroken(true)}
        />
      )}
      <figcaption>{broken ? `Cannot be played here (${caption})` : caption}</figcaption>
    </figure>
  );
}
