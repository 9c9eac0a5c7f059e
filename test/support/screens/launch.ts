import { chromium, type Browser } from "@playwright/test";

/** Starts Debian's Chromium, headless, without its background traffic (a closed network refuses that, many at a time). */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: "/usr/bin/chromium",
    // A person has scroll bars: two of them side by side are to be seen.
    ignoreDefaultArgs: ["--hide-scrollbars"],
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
