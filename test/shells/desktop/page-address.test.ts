import { expect, test } from "vitest";
import { isOurPage } from "../../../electron/main/page-address.ts";

test.each(["app://console/", "app://console/index.html", "app://console/#servers", "app://console/assets/x.js?v=1"])(
  "is our page: %s",
  (address) => {
    expect(isOurPage(address)).toBe(true);
  },
);

test.each([
  "app://console.evil.example/",
  "app://consolex/",
  "app://console@evil.example/",
  "app://user@console/",
  "app://console:80/",
  "app:console",
  "https://console/",
  "file:///app://console/",
  "about:blank",
  "data:text/html,app://console/",
  "",
])("is not our page: %j", (address) => {
  expect(isOurPage(address)).toBe(false);
});
