/** A file of the built page: where it is below the page's folder, and what it is. */
export interface Asset {
  /** Relative, with forward slashes, never leaving the folder. */
  readonly path: string;
  readonly contentType: string;
  /** The name carries a hash of the content, so it may be kept for good. */
  readonly immutable: boolean;
}

const contentTypes: ReadonlyMap<string, string> = new Map([
  ["html", "text/html; charset=utf-8"],
  ["js", "text/javascript; charset=utf-8"],
  ["css", "text/css; charset=utf-8"],
  ["svg", "image/svg+xml"],
  ["png", "image/png"],
  ["ico", "image/x-icon"],
  ["ttf", "font/ttf"],
  ["woff2", "font/woff2"],
  ["json", "application/json"],
]);

const segment = /^[A-Za-z0-9_-][A-Za-z0-9_.-]*$/u;

/**
 * The file that a request path names, or undefined where it names none: default deny.
 * Takes the path as it came, undecoded: percent signs, backslashes, empty and dotted segments are all refused,
 * so nothing is left to normalise.
 */
export function assetOf(pathname: string): Asset | undefined {
  if (pathname === "/" || pathname === "/index.html")
    return { path: "index.html", contentType: "text/html; charset=utf-8", immutable: false };
  if (!pathname.startsWith("/") || pathname.length > 512) return undefined;
  const path = pathname.slice(1);
  if (!path.split("/").every((part) => segment.test(part))) return undefined;
  const contentType = contentTypes.get(path.slice(path.lastIndexOf(".") + 1));
  return contentType === undefined ? undefined : { path, contentType, immutable: path.startsWith("assets/") };
}
