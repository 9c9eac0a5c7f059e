/** What a policy lets through; `undefined` refuses. */
interface Rules {
  readonly createHTML: (text: string) => string | undefined;
  readonly createScriptURL: (url: string) => string | undefined;
}

/** What a browser offers where a page asks for trusted types; TypeScript's own types do not know it yet. */
interface TrustedTypes {
  createPolicy(name: string, rules: object): { readonly name: string };
}

/**
 * The page's policy (`require-trusted-types-for 'script'`) refuses every string that would become markup or a script's
 * address. Two kinds are let through: text without markup (the component library's style sheets), and the page's own
 * files (its workers). Monaco has policies of its own, named in `shared/base/content-security-policy.ts`.
 */
export const trustedTypesRules = (origin: string): Rules => ({
  createHTML: (text) => (text.includes("<") ? undefined : text),
  createScriptURL: (url) => (isOurs(url, origin) ? url : undefined),
});

function isOurs(url: string, origin: string): boolean {
  if (!URL.canParse(url, origin)) return false;
  const { protocol, host } = new URL(url, origin);
  return `${protocol}//${host}` === origin;
}

/** The browser's own maker of policies; undefined where it has none. The page's policy lists the names. */
export const trustedTypes: TrustedTypes | undefined = (globalThis as { readonly trustedTypes?: TrustedTypes })
  .trustedTypes;

// Not `location.origin`: that is "null" for schemes that a Chromium does not take for standard ones.
const { protocol: scheme, host: place } = globalThis.location;
trustedTypes?.createPolicy("default", trustedTypesRules(`${scheme}//${place}`));
