/** What a browser has and jsdom does not, as far as the window's libraries ask for it. */
export function fillJsdom(): void {
  window.matchMedia ??= (query: string) =>
    ({
      matches: false,
      media: query,
      onchange: null,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
      addListener: () => undefined,
      removeListener: () => undefined,
      dispatchEvent: () => false,
    }) as MediaQueryList;
  window.ResizeObserver ??= class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  };
  // On a slow computer Monaco arrives before a test ends, and asks for workers.
  globalThis.Worker ??= class extends EventTarget {
    postMessage(): void {}
    terminate(): void {}
  } as unknown as typeof Worker;
  if (!("fonts" in document)) Object.defineProperty(document, "fonts", { value: new EventTarget() });
  // jsdom lays nothing out; the virtual lists draw what fits into a box of this size.
  for (const [side, pixels] of Object.entries({ clientHeight: 600, clientWidth: 800 }))
    Object.defineProperty(window.HTMLElement.prototype, side, { configurable: true, get: () => pixels });
  for (const method of ["scrollIntoView", "scrollTo"])
    Object.defineProperty(window.HTMLElement.prototype, method, { configurable: true, value: () => undefined });
}
