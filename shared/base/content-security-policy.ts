/** The default policy is ours (`renderer/src/api/trusted-types.ts`); the others are those that Monaco makes for itself. */
const trustedTypes = [
  "default",
  "diffEditorWidget",
  "diffReview",
  "dompurify",
  "domLineBreaksComputer",
  "editorGhostText",
  "editorViewLayer",
  "richScreenReaderContent",
  "standaloneColorizer",
  "stickyScrollViewLayer",
  "tokenizeToString",
];

/**
 * What the rendered page may do, word for word the same in the desktop and in the browser shell.
 * `img-src` names no host: that is what stops a tool's text from sending data out through a picture.
 * No `unsafe-eval`: schemas are checked outside the page. No string becomes markup or a
 * script but through the named policies. Inline styles are the component library's and Monaco's.
 */
export const contentSecurityPolicy: string = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data: blob:",
  "media-src data: blob:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "frame-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  `trusted-types ${trustedTypes.join(" ")}`,
].join("; ");

/** Headers of every answer that carries a piece of the page. */
export const pageHeaders: Readonly<Record<string, string>> = {
  "content-security-policy": contentSecurityPolicy,
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), midi=()",
};
