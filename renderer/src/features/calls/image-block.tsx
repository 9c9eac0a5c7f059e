import { useEffect, useMemo, useRef, useState } from "react";
import { decodeBase64, imageFacts, MAX_DATA, MAX_PIXELS } from "#renderer/features/calls/image-facts.ts";
import { TextBlock } from "#renderer/features/calls/text-block.tsx";
import { formatBytes } from "#renderer/ui/format.ts";
import { visibleText } from "#shared/base/visible-text.ts";
import classes from "#renderer/features/calls/result-view.module.css";

interface ImageBlockProps {
  /** Base64. */
  readonly data: string;
  /** As the server claims; the bytes decide. */
  readonly mimeType: string;
}

/** A picture, if its own bytes say that it is one and of a bearable size. SVG is shown as text, never drawn. */
export function ImageBlock({ data, mimeType }: ImageBlockProps) {
  const bytes = useMemo(() => decodeBase64(data), [data]);
  const facts = useMemo(() => (bytes === undefined ? undefined : imageFacts(bytes)), [bytes]);
  const size = formatBytes(Math.floor((data.length * 3) / 4));
  const claimed = mimeType === "" ? "no type" : visibleText(mimeType.slice(0, 80));
  if (bytes === undefined || facts === undefined) {
    const why = data.length > MAX_DATA ? "more than is decoded here" : "not base64";
    return (
      <p className={classes.quiet}>
        Image not shown ({claimed}, {size}): {why}.
      </p>
    );
  }
  if (facts.kind === "svg") return <TextBlock text={new TextDecoder().decode(bytes)} />;
  if (facts.kind === "unknown") {
    return (
      <p className={classes.quiet}>
        Image not shown ({claimed}, {size}): its bytes are no PNG, JPEG, GIF or WebP.
      </p>
    );
  }
  const { width, height, type } = facts;
  const dimensions = `${width.toLocaleString("en")} × ${height.toLocaleString("en")}`;
  if (width * height > MAX_PIXELS || width === 0 || height === 0) {
    return (
      <p className={classes.quiet}>
        Image not shown ({type}, {size}): it says it is {dimensions} pixels.
      </p>
    );
  }
  const wrong = mimeType !== type && mimeType !== "image/jpg" ? `, announced as ${claimed}` : "";
  return <Picture bytes={bytes} type={type} caption={`${type}, ${dimensions}, ${size}${wrong}`} />;
}

interface PictureProps {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly caption: string;
}

function Picture({ bytes, type, caption }: PictureProps) {
  const image = useRef<HTMLImageElement>(null);
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    if (image.current === null) return undefined;
    const url = URL.createObjectURL(new Blob([bytes], { type }));
    image.current.src = url;
    return () => URL.revokeObjectURL(url);
  }, [bytes, type]);
  if (broken) return <p className={classes.quiet}>Image not shown ({caption}): its data is damaged.</p>;
  return (
    <figure className={classes.figure}>
      <img ref={image} alt={`Returned by the tool: ${caption}`} onError={() => setBroken(true)} />
      <figcaption>{caption}</figcaption>
    </figure>
  );
}
