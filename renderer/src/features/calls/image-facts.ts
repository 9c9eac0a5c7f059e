/** What the bytes of a picture say of themselves, whatever its MIME type claims. Sizes in pixels. */
export type ImageFacts =
  | { readonly kind: "picture"; readonly type: string; readonly width: number; readonly height: number }
  | { readonly kind: "svg" }
  | { readonly kind: "unknown" };

/** Most pixels we let the browser decode, and most base64 characters we decode at all. */
export const MAX_PIXELS = 40_000_000;
export const MAX_DATA = 28_000_000;

/** Reads type and size out of the first bytes of PNG, JPEG, GIF and WebP. Nothing else is drawn; SVG is shown as text. */
export function imageFacts(bytes: Uint8Array): ImageFacts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const starts = (signature: readonly number[], at = 0): boolean =>
    bytes.length >= at + signature.length && signature.every((byte, index) => bytes[at + index] === byte);
  if (starts([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) && bytes.length >= 24) {
    return { kind: "picture", type: "image/png", width: view.getUint32(16), height: view.getUint32(20) };
  }
  if (starts([0x47, 0x49, 0x46, 0x38]) && bytes.length >= 10) {
    return { kind: "picture", type: "image/gif", width: view.getUint16(6, true), height: view.getUint16(8, true) };
  }
  if (starts([0xff, 0xd8, 0xff])) return jpegFacts(bytes, view);
  if (starts([0x52, 0x49, 0x46, 0x46]) && starts([0x57, 0x45, 0x42, 0x50], 8)) return webpFacts(bytes, view);
  const head = String.fromCodePoint(...bytes.subarray(0, 256))
    .trimStart()
    .toLowerCase();
  if (head.startsWith("<svg") || (head.startsWith("<?xml") && head.includes("<svg"))) return { kind: "svg" };
  return { kind: "unknown" };
}

function jpegFacts(bytes: Uint8Array, view: DataView): ImageFacts {
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) return { kind: "unknown" };
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1; // fill bytes
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) {
      return { kind: "picture", type: "image/jpeg", width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    }
    at += 2 + view.getUint16(at + 2);
  }
  return { kind: "unknown" };
}

function webpFacts(bytes: Uint8Array, view: DataView): ImageFacts {
  if (bytes.length < 30) return { kind: "unknown" };
  const form = String.fromCodePoint(...bytes.subarray(12, 16));
  const three = (at: number): number => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16);
  if (form === "VP8X") return webp(three(24) + 1, three(27) + 1);
  if (form === "VP8L") {
    const bits = view.getUint32(21, true);
    return webp((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1);
  }
  if (form === "VP8 ") return webp(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
  return { kind: "unknown" };
}

const webp = (width: number, height: number): ImageFacts => ({ kind: "picture", type: "image/webp", width, height });

/** The bytes of base64 text; undefined where it is none, or where it is more than we decode. */
export function decodeBase64(data: string): Uint8Array<ArrayBuffer> | undefined {
  if (data.length > MAX_DATA) return undefined;
  try {
    return Uint8Array.from(atob(data), (char) => char.codePointAt(0) ?? 0);
  } catch {
    return undefined; // not base64
  }
}
