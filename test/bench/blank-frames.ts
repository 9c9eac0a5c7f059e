import type { Browser, Page } from "@playwright/test";

/** What the frames of a scroll showed. `partly`: at least one row's height without a pixel of text. */
export interface BlankFrames {
  readonly frames: number;
  readonly blank: number;
  readonly partly: number;
}

/**
 * Scrolls the tool list with the wheel, slowly, fast and to the ends, and looks at every frame as Chromium presented it
 * (a screencast, not the page's own account of itself). The frames are judged in a second page.
 */
export async function countBlankFrames(page: Page, browser: Browser): Promise<BlankFrames> {
  const list = page.getByRole("listbox", { name: "Tools as advertised" });
  const box = await list.boundingBox();
  if (box === null) throw new Error("the list is not on screen");
  const frames: string[] = [];
  const session = await page.context().newCDPSession(page);
  session.on("Page.screencastFrame", ({ data, sessionId }) => {
    frames.push(data);
    void session.send("Page.screencastFrameAck", { sessionId });
  });
  await session.send("Page.startScreencast", { format: "jpeg", quality: 80, everyNthFrame: 1 });
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  for (const [step, times] of [
    [120, 20],
    [1_200, 20],
    [12_000, 12],
    [-40_000, 6],
  ] as const) {
    for (let time = 0; time < times; time += 1) await page.mouse.wheel(0, step);
    await page.waitForTimeout(200);
  }
  await session.send("Page.stopScreencast");
  return await judge(browser, frames, { x: box.x + 8, y: box.y, width: box.width - 24, height: box.height });
}

async function judge(
  browser: Browser,
  frames: readonly string[],
  area: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): Promise<BlankFrames> {
  const judgePage = await browser.newPage();
  let blank = 0;
  let partly = 0;
  for (const frame of frames) {
    const emptyRows = await judgePage.evaluate(
      async ([data, { x, y, width, height }]) => {
        const bytes = Uint8Array.from(atob(data), (char) => char.codePointAt(0) ?? 0);
        const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/jpeg" }));
        const scale = bitmap.width / 1440;
        const canvas = new OffscreenCanvas(Math.round(width * scale), Math.round(height * scale));
        const context = canvas.getContext("2d");
        if (context === null) throw new Error("no canvas");
        context.drawImage(bitmap, -x * scale, -y * scale);
        const { data: pixels } = context.getImageData(0, 0, canvas.width, canvas.height);
        // The darkest and the lightest pixel of each band; one without contrast shows no text.
        const band = Math.round(44 * scale);
        const flat: boolean[] = [];
        for (let top = 0; top + band <= canvas.height; top += band) {
          let low = 255;
          let high = 0;
          for (let at = top * canvas.width * 4; at < (top + band) * canvas.width * 4; at += 4) {
            const light = ((pixels[at] ?? 0) + (pixels[at + 1] ?? 0) + (pixels[at + 2] ?? 0)) / 3;
            low = Math.min(low, light);
            high = Math.max(high, light);
          }
          flat.push(high - low < 40);
        }
        return [flat.filter(Boolean).length, flat.length] as const;
      },
      [frame, area] as const,
    );
    if (emptyRows[0] > 0) partly += 1;
    if (emptyRows[0] === emptyRows[1]) blank += 1;
  }
  await judgePage.close();
  return { frames: frames.length, blank, partly };
}
