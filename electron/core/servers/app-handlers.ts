import { invalidInput } from "#shared/base/failure.ts";
import { fail, ok } from "#shared/base/result.ts";
import type { Handlers } from "#shared/contract/methods.ts";
import type { Ports } from "#core/ports.ts";

const OPENABLE = new Set(["http:", "https:", "mailto:"]);

/** `app.*` and `preferences.*` of the contract. */
export function appHandlers(
  ports: Ports,
): Pick<Handlers, "app.capabilities" | "app.openExternal" | "preferences.get" | "preferences.set"> {
  return {
    "app.capabilities": () => ports.capabilities,

    async "app.openExternal"({ url }) {
      // Links come from servers too: a scheme that starts a program on this machine never gets through.
      if (!URL.canParse(url) || !OPENABLE.has(new URL(url).protocol)) {
        return fail(
          invalidInput(
            "E_LINK_REFUSED",
            "Only web and mail links are opened from here.",
            "Copy the link and open it yourself if you trust it.",
          ),
        );
      }
      if (ports.openExternal === undefined) {
        return fail(
          invalidInput("E_NO_BROWSER", "This shell cannot open a browser.", "Copy the link and open it yourself."),
        );
      }
      await ports.openExternal(url);
      return ok({});
    },

    "preferences.get": () => ports.preferences.get(),
    "preferences.set": ({ theme, layout, view }) =>
      ports.preferences.set({
        ...(theme === undefined ? {} : { theme }),
        ...(layout === undefined ? {} : { layout }),
        ...(view === undefined ? {} : { view }),
      }),
  };
}
